import { html } from 'lit';
import type { Language } from '../language/words.js';
import { EMPTY_PLAN } from '../moving/plan.js';
import { plans } from '../moving/plans.js';
import { scenarioWords } from './words.js';

export interface PlanBar {
  readonly language: Language;
  readonly canAdd: boolean;
  readonly onAdd: () => void;
}

/** Buttons that add, undo, redo and clear; Ctrl or ⌘ with Z and Y do as elsewhere. */
export function planBar({ language, canAdd, onAdd }: PlanBar) {
  const w = scenarioWords(language);
  return html`<div class="row bar" @keydown=${shortcuts}>
    <button class="primary" ?disabled=${!canAdd} @click=${onAdd}>${w.add}</button>
    <button ?disabled=${!plans.canUndo} @click=${() => plans.undo()}>${w.undo}</button>
    <button ?disabled=${!plans.canRedo} @click=${() => plans.redo()}>${w.redo}</button>
    <button class="plain" ?disabled=${plans.plan.length === 0} @click=${() => plans.change(EMPTY_PLAN)}>
      ${w.clear}
    </button>
  </div>`;
}

function shortcuts(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) plans.redo();
  else plans.undo();
}
