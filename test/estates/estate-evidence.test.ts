import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/platform/access/viewer.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
  const { manager } = catalogue.database;
  await manager.query(
    "INSERT INTO data_source (key, title) VALUES ('survey', 'survey') ON CONFLICT DO NOTHING",
  );
  await manager.query("INSERT INTO care_room (id, name, source_key) VALUES ('r-1', '一号', 'survey')");
  await manager.query(
    "INSERT INTO care_room_claim VALUES ('r-1', 'e-1', 'survey'), ('r-1', 'e-2', 'survey')",
  );
});
afterAll(() => catalogue?.close());

const RECORD = `mutation ($evidence: EstateEvidenceInput!) { recordEstateEvidence(evidence: $evidence) {
  id evidence { id subject subjectId step happenedOn document recordedBy replaces replacedBy synthetic }
  estate { id version } careRoom { id version } } }`;

const record = (evidence: object, role: Role = 'resources') =>
  catalogue.ask(RECORD, { evidence: { step: 'PLANNED', document: '规划许可', ...evidence } }, role);

const versionOf = async (id: string): Promise<number> => {
  const [{ version }] = await catalogue.database.manager.query(
    'SELECT version FROM housing_estate WHERE id = $1 UNION ALL SELECT version FROM care_room WHERE id = $1',
    [id],
  );
  return version;
};

describe('recordEstateEvidence', () => {
  it('is for planners and for natural-resources and housing staff', async () => {
    const { errors } = await record({ estateId: 'e-2', version: 1, happenedOn: '2020-01-01' }, 'public');
    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  it('says who recorded what, and raises the version of what it is about', async () => {
    const version = await versionOf('r-1');
    const { data, errors } = await record({ careRoomId: 'r-1', version, happenedOn: '2024-03-01' });
    expect(errors).toEqual([]);
    expect(data.recordEstateEvidence).toMatchObject({
      evidence: {
        subject: 'CARE_ROOM',
        subjectId: 'r-1',
        step: 'PLANNED',
        happenedOn: '2024-03-01',
        document: '规划许可',
        recordedBy: 'a resources',
        replaces: null,
        replacedBy: null,
        synthetic: false,
      },
      estate: null,
      careRoom: { id: 'r-1', version: version + 1 },
    });
    const [entry] = await catalogue.database.manager.query(
      "SELECT actor, target, details FROM audit_entry WHERE action = 'estate.recordEvidence' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toMatchObject({
      actor: 'a resources',
      target: 'r-1',
      details: { id: data.recordEstateEvidence.id, step: 'PLANNED', happenedOn: '2024-03-01' },
    });
  });

  it('refuses over a version that has passed, with what was expected and what is there', async () => {
    const version = await versionOf('e-2');
    await record({ estateId: 'e-2', version, happenedOn: '2020-01-01' });
    const late = await record({ estateId: 'e-2', version, happenedOn: '2020-02-01' });
    expect(late.errors).toMatchObject([
      {
        code: 'CONFLICT',
        message: expect.stringContaining(`expected version ${version}, it is version ${version + 1}`),
      },
    ]);
    expect(await versionOf('e-2')).toBe(version + 1);
  });

  it('lets one of two who record at once go first, and the other read again', async () => {
    const version = await versionOf('e-3');
    const both = await Promise.all(
      ['2021-01-01', '2021-02-01'].map((happenedOn) => record({ estateId: 'e-3', version, happenedOn })),
    );
    expect(both.map(({ errors }) => errors.map(({ code }) => code)).sort()).toEqual([[], ['CONFLICT']]);
  });

  it('corrects by naming what it replaces, once, and withdraws without a date', async () => {
    const next = async () => ({ careRoomId: 'r-1', step: 'BUILT', version: await versionOf('r-1') });
    const wrong = await record({ ...(await next()), happenedOn: '2024-05-01' });
    const replaces = wrong.data.recordEstateEvidence.id;
    const right = await record({ ...(await next()), happenedOn: '2024-06-01', replaces });
    expect(right.errors).toEqual([]);
    const twice = await record({ ...(await next()), happenedOn: '2024-07-01', replaces });
    expect(twice.errors).toMatchObject([{ code: 'CONFLICT' }]);
    const otherStep = await record({
      ...(await next()),
      step: 'ACCEPTED',
      happenedOn: '2024-07-01',
      replaces,
    });
    expect(otherStep.errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    const gone = await record({ ...(await next()), replaces: right.data.recordEstateEvidence.id });
    expect(gone.errors).toEqual([]);
    const { data } = await catalogue.ask(
      '{ estate(id: "e-1") { careRooms { id claimedBy { id } evidence { step happenedOn replacedBy } } } }',
      {},
      'planner',
    );
    const [{ claimedBy, evidence }] = data.estate.careRooms;
    expect(claimedBy).toEqual([{ id: 'e-1' }, { id: 'e-2' }]);
    const built = evidence.filter(({ step }: { step: string }) => step === 'BUILT');
    expect(built.map((each: { happenedOn: string }) => each.happenedOn)).toEqual([
      '2024-05-01',
      '2024-06-01',
      null,
    ]);
    expect(built.map((each: { replacedBy: string }) => each.replacedBy !== null)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['neither estate nor room', { version: 1, happenedOn: '2020-01-01' }, 'BAD_USER_INPUT'],
    ['both', { estateId: 'e-1', careRoomId: 'r-1', version: 1, happenedOn: '2020-01-01' }, 'BAD_USER_INPUT'],
    ['an unknown estate', { estateId: 'e-99', version: 1, happenedOn: '2020-01-01' }, 'NOT_FOUND'],
    ['a day to come', { estateId: 'e-1', version: 1, happenedOn: '2199-01-01' }, 'BAD_USER_INPUT'],
    ['no day and nothing to withdraw', { estateId: 'e-1', version: 1 }, 'BAD_USER_INPUT'],
    [
      'no document',
      { estateId: 'e-1', version: 1, happenedOn: '2020-01-01', document: ' ' },
      'BAD_USER_INPUT',
    ],
    [
      'a citizen in the document',
      { estateId: 'e-1', version: 1, happenedOn: '2020-01-01', document: '身份证 11010519491231002X' },
      'BAD_USER_INPUT',
    ],
  ])('refuses %s', async (_, evidence, code) => {
    expect((await record(evidence)).errors).toMatchObject([{ code }]);
  });

  it('refuses the same statement twice', async () => {
    const say = async () =>
      record({ estateId: 'e-1', version: await versionOf('e-1'), happenedOn: '2019-01-01' });
    expect((await say()).errors).toEqual([]);
    expect((await say()).errors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});

describe('evidence on record', () => {
  const rows = () => catalogue.database.manager.query('SELECT * FROM estate_evidence ORDER BY id');

  it('cannot be changed, removed or emptied, whatever the statement', async () => {
    const before = await rows();
    expect(before.length).toBeGreaterThan(5);
    const statements = [
      "UPDATE estate_evidence SET happened_on = '2000-01-01'",
      "UPDATE estate_evidence SET document = 'x' WHERE id = 1",
      'DELETE FROM estate_evidence',
      'TRUNCATE estate_evidence',
      "DELETE FROM care_room WHERE id = 'r-1'",
    ];
    for (const statement of statements)
      await expect(catalogue.database.manager.query(statement)).rejects.toThrow();
    expect(await rows()).toEqual(before);
  });

  it('whatever is recorded: a step is the last date that nothing corrects, and every row stays', async () => {
    const { manager } = catalogue.database;
    const action = fc.record({
      step: fc.constantFrom('ACCEPTED', 'DELIVERED'),
      day: fc.integer({ min: 1, max: 28 }),
      kind: fc.constantFrom('ADD', 'CORRECT', 'WITHDRAW'),
      which: fc.nat(5),
    });
    let room = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 8 }), async (actions) => {
        const id = `p-${++room}`;
        await manager.query("INSERT INTO care_room (id, name, source_key) VALUES ($1, $1, 'survey')", [id]);
        await manager.query("INSERT INTO care_room_claim VALUES ($1, 'e-2', 'survey')", [id]);
        const said: { id: string; step: string; on: string | null; corrected: boolean }[] = [];
        let at = 0;
        for (const { step, day, kind, which } of actions) {
          const open = said.filter((each) => each.step === step && !each.corrected);
          const target = kind === 'ADD' ? null : open[which % Math.max(1, open.length)];
          if (kind !== 'ADD' && !target) continue;
          const on = kind === 'WITHDRAW' ? null : `2024-01-${String(day).padStart(2, '0')}`;
          const { data, errors } = await record({
            careRoomId: id,
            step,
            happenedOn: on,
            version: await versionOf(id),
            document: `第${++at}号`,
            replaces: target?.id,
          });
          expect(errors).toEqual([]);
          if (target) target.corrected = true;
          said.push({ id: data.recordEstateEvidence.id, step, on, corrected: false });
        }
        const { estates } = await catalogue.estates.ledger.ledgerOf();
        const ledger = estates.flatMap(({ rooms }) => rooms).find((each) => each.id === id)!;
        for (const step of ['ACCEPTED', 'DELIVERED'] as const) {
          const last = said
            .filter((each) => each.step === step && !each.corrected && each.on !== null)
            .at(-1);
          expect(ledger.steps[step]).toBe(last?.on ?? null);
          expect(ledger.evidenceIds[step]).toBe(last?.id ?? null);
        }
        const [{ count }] = await manager.query(
          'SELECT count(*)::int AS count FROM estate_evidence WHERE care_room_id = $1',
          [id],
        );
        expect(count).toBe(said.length);
        expect(await versionOf(id)).toBe(1 + said.length);
      }),
      { numRuns: 15 },
    );
  });
});
