import { css } from 'lit';

/** The map's frame, and the little of MapLibre's own styles that this map needs. */
export const mapStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 240px;
    overflow: hidden;
    background: #eef2f4;
  }
  .frame {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .canvas,
  .maplibregl-canvas-container {
    position: absolute;
    inset: 0;
  }
  .maplibregl-canvas {
    position: absolute;
    left: 0;
    top: 0;
  }
  .maplibregl-canvas:focus-visible {
    outline: var(--focus);
    outline-offset: -3px;
  }
  .maplibregl-canvas-container.maplibregl-interactive {
    cursor: grab;
    user-select: none;
    touch-action: none;
  }
  .maplibregl-canvas-container.maplibregl-interactive:active {
    cursor: grabbing;
  }
  .maplibregl-control-container {
    position: absolute;
    left: 10px;
    bottom: 8px;
    z-index: 1;
    pointer-events: none;
  }
  .maplibregl-ctrl-scale {
    padding: 0 4px;
    border: 2px solid var(--ink-soft);
    border-top: 0;
    background: rgb(255 255 255 / 75%);
    font-size: 11px;
    line-height: 15px;
    white-space: nowrap;
  }
  .maplibregl-marker {
    position: absolute;
    left: 0;
    top: 0;
    z-index: 2;
    will-change: transform;
  }
  .maplibregl-boxzoom {
    position: absolute;
    left: 0;
    top: 0;
    width: 0;
    height: 0;
    border: 2px dotted var(--ink);
    background: rgb(255 255 255 / 40%);
  }
  .maplibregl-cooperative-gesture-screen {
    display: none;
  }
  button.drag-point {
    width: 26px;
    height: 26px;
    min-height: 0;
    padding: 0;
    border: 3px solid #fff;
    border-radius: 50%;
    background: var(--colour);
    box-shadow:
      0 0 0 2px var(--colour),
      var(--shadow);
    cursor: grab;
    touch-action: none;
  }
  button.drag-point:hover {
    background: color-mix(in srgb, var(--colour), #fff 15%);
  }
  .zoom {
    position: absolute;
    top: 10px;
    right: 10px;
    z-index: 2;
    display: grid;
    border-radius: var(--radius);
    background: var(--paper);
    box-shadow: var(--shadow);
  }
  .zoom button {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
  }
  .zoom button:first-child {
    border-radius: var(--radius) var(--radius) 0 0;
  }
  .zoom button:last-child {
    border-radius: 0 0 var(--radius) var(--radius);
  }
  .zoom button + button {
    border-top: 1px solid var(--line);
  }
  .zoom button:focus-visible {
    outline-offset: -3px;
  }
  svg {
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .legend {
    position: absolute;
    right: 10px;
    bottom: 10px;
    z-index: 2;
    max-width: min(230px, 60%);
    max-height: 70%;
    overflow: auto;
    border-radius: var(--radius);
    background: var(--paper);
    box-shadow: var(--shadow);
    font-size: 12.5px;
  }
  .legend summary {
    padding: 6px 10px;
    min-height: 0;
    font-weight: 600;
  }
  .legend ul {
    margin: 0;
    padding: 0 10px 8px;
    list-style: none;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 7px;
    line-height: 1.55;
  }
  .swatch {
    flex: none;
    width: 20px;
    height: 12px;
    border: 1px solid rgb(28 42 51 / 30%);
    background: var(--colour);
    print-color-adjust: exact;
  }
  .swatch.circle {
    width: 12px;
    margin-inline: 4px;
    border-radius: 50%;
  }
  .swatch.line {
    height: 3px;
    border: 0;
  }
  .hint {
    position: absolute;
    z-index: 3;
    max-width: 240px;
    padding: 5px 9px;
    border-radius: 4px;
    background: rgb(28 42 51 / 93%);
    color: #fff;
    font-size: 12.5px;
    line-height: 1.45;
    white-space: pre-line;
    pointer-events: none;
  }
  .foot {
    display: flex;
    justify-content: space-between;
    gap: 10px;
    min-height: 22px;
    padding: 2px 10px;
    background: var(--paper);
    color: var(--ink-soft);
    font-size: 11.5px;
    line-height: 18px;
  }
  .foot .synthetic {
    flex: none;
    color: var(--warn);
    font-weight: 600;
  }
  .notice {
    position: absolute;
    inset: 10px 60px auto 10px;
    z-index: 3;
  }
  @media print {
    :host {
      display: block;
      height: auto !important;
    }
    .canvas,
    .maplibregl-canvas-container,
    .maplibregl-canvas {
      position: static;
    }
    .maplibregl-canvas {
      width: 100% !important;
      height: auto !important;
    }
    /* The picture is scaled to the paper; a scale bar would not be. */
    .maplibregl-control-container,
    .maplibregl-marker,
    .hint {
      display: none;
    }
    .legend {
      position: static;
      max-width: none;
      max-height: none;
      box-shadow: none;
    }
    .legend ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 14px;
    }
  }
`;
