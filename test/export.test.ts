/** Bulk export over real HTTP: from one process, and from a subgraph that is served on its own. */
import { parse } from 'csv-parse/sync';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { httpClient } from '../gateway/execution/http-client';
import { inProcessClient } from '../gateway/execution/in-process-client';
import { csvOverHttp, csvsInProcess } from '../gateway/export/csv-source';
import { composeSupergraph } from '../gateway/supergraph/compose';
import { type RunningGateway, startGateway } from '../gateway/server';
import { subgraph as feedback } from '../subgraphs/feedback';
import { tickets } from '../subgraphs/feedback/records';
import { registry } from '../subgraphs/registry';
import { type StartedSubgraphs, startSubgraphs } from '../subgraphs/start';
import { ask } from './ask';
import { CountingLogger } from './counting-logger';
import { importInto } from './import-into';
import { dropDatabases, testDatabases } from './test-databases';
import { ticket } from './tiny-records';

const databases = testDatabases();
const logger = new CountingLogger();
const NAMES = ['directory', 'documents', 'feedback', 'scorecard'];
const fourSubgraphs = Object.fromEntries(Object.entries(registry).filter(([name]) => NAMES.includes(name)));

let subgraphs: StartedSubgraphs;
/** Where feedback answers on its own. */
let feedbackUrl: string;
let together: RunningGateway;
let split: RunningGateway;
beforeAll(async () => {
  await importTickets();
  subgraphs = await startSubgraphs({
    ...{ databases, logger, demonstration: false, registry: fourSubgraphs, log: () => undefined },
  });
  const alone = subgraphs.running.find(({ name }) => name === 'feedback');
  if (alone === undefined) throw new Error('There is no such subgraph.');
  feedbackUrl = await alone.listen({ host: '127.0.0.1', port: 0 });

  const common = {
    ...{ listen: { host: '127.0.0.1', port: 0 }, production: false },
    supergraphSdl: await composeSupergraph(fourSubgraphs),
  };
  const clients = new Map(subgraphs.running.map((subgraph) => [subgraph.name, inProcessClient(subgraph)]));
  together = await startGateway({ ...common, clients, exports: csvsInProcess(subgraphs.running) });
  split = await startGateway({
    ...common,
    clients: new Map(clients).set('feedback', httpClient('feedback', feedbackUrl)),
    exports: new Map([
      ['feedback', csvOverHttp('feedback', feedbackUrl)],
      // Nothing listens there.
      ['documents', csvOverHttp('documents', 'http://127.0.0.1:9/graphql')],
    ]),
  });
});
beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});
afterAll(async () => {
  await split.stop();
  await together.stop();
  await subgraphs.stop();
  await dropDatabases(databases);
});

/** In March 2023 two tickets of Vũ Ninh, one of them handled. */
const importTickets = () =>
  importInto(
    ...([databases, feedback, tickets] as const),
    [ticket('T-1'), ticket('T-2', { processed_at: '', status: 'processing' })],
    new Date('2023-12-31T23:59:59+07:00'),
  );

const exportOf = ({ url }: RunningGateway, search: string, system = 'feedback') =>
  new URL(`/export/${system}.csv?${search}`, url);
const ways: [string, () => RunningGateway][] = [
  ['one process', () => together],
  ['a subgraph over HTTP', () => split],
];

describe.each(ways)('from %s', (_, gateway) => {
  it('gives a row for each unit, period and KPI, missing ones with their reason, names with commas in quotes', async () => {
    const search = 'codes=FBK-01,FBK-02&units=vn2004.27,vn2004.09163&periods=2022,2023-03,2023-04';
    const response = await fetch(exportOf(gateway(), search));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="feedback.csv"',
      'access-control-allow-origin': '*',
    });
    const [header, ...lines] = (await response.text()).split('\r\n');
    expect(header).toBe(
      'unit,unit_code,unit_name,period,code,name_vi,name_en,value,unit_of_measure,numerator,denominator,origin,missing,status,reprojected,data_as_of',
    );
    const [received, processed] = [
      '"Số phản ánh, kiến nghị tiếp nhận",Feedback received',
      '"Tỷ lệ xử lý phản ánh, kiến nghị",Processed rate',
    ];
    const [ward, province] = ['vn2004.09163,09163,Phường Vũ Ninh', 'vn2004.27,27,Tỉnh Bắc Ninh'];
    const end = 'FINAL,false,2023-12-31T23:59:59+07:00';
    expect(lines).toEqual([
      `${ward},2022,FBK-01,${received},,COUNT,,,,NO_DATA,MISSING,false,`,
      `${ward},2022,FBK-02,${processed},,PERCENT,,,,NO_DATA,MISSING,false,`,
      `${ward},2023-03,FBK-01,${received},2,COUNT,2,,COMPUTED,,${end}`,
      `${ward},2023-03,FBK-02,${processed},50,PERCENT,1,2,COMPUTED,,${end}`,
      `${ward},2023-04,FBK-01,${received},0,COUNT,0,,COMPUTED,,${end}`,
      `${ward},2023-04,FBK-02,${processed},,PERCENT,0,0,,ZERO_DENOMINATOR,MISSING,false,2023-12-31T23:59:59+07:00`,
      `${province},2022,FBK-01,${received},1724,COUNT,1724,,PUBLISHED,,FINAL,false,2022-12-31T23:59:59+07:00`,
      `${province},2022,FBK-02,${processed},89.39,PERCENT,1541,1724,PUBLISHED,,FINAL,false,2022-12-31T23:59:59+07:00`,
      `${province},2023-03,FBK-01,${received},2,COUNT,2,,COMPUTED,,${end}`,
      `${province},2023-03,FBK-02,${processed},50,PERCENT,1,2,COMPUTED,,${end}`,
      `${province},2023-04,FBK-01,${received},0,COUNT,0,,COMPUTED,,${end}`,
      `${province},2023-04,FBK-02,${processed},,PERCENT,0,0,,ZERO_DENOMINATOR,MISSING,false,2023-12-31T23:59:59+07:00`,
      '',
    ]);
  });

  it('gives what the list gives, in its order', async () => {
    const rows: Record<string, string>[] = parse(
      await text(exportOf(gateway(), 'parent=vn2004.27&from=2022&to=2023&grain=QUARTER')),
      { columns: true },
    );
    const { data } = await ask(
      gateway().url,
      `{ feedbackKpis(first: 1000, filter: { parent: "vn2004.27", from: "2022", to: "2023", grain: QUARTER }) {
           totalCount nodes { unit { id } period code value missing origin status } } }`,
    );
    const { totalCount, nodes } = (data as { feedbackKpis: List }).feedbackKpis; // what the query asks for
    expect(rows).toHaveLength(totalCount);
    expect(
      rows.map(({ unit, period, code, value, missing, origin, status }) => ({
        ...{ unit: { id: unit }, period, code, status },
        value: value === '' ? null : Number(value),
        missing: missing === '' ? null : missing,
        origin: origin === '' ? null : origin,
      })),
    ).toEqual(nodes);
  });

  it.each([
    ['code=FBK-01&periods=2022', 'There is no parameter "code". Expected codes, units, parent,'],
    ['codes=FBK-01', 'Which periods is not clear.'],
    ['codes=PSV-01&periods=2022', 'codes has PSV-01. Expected codes of the system feedback'],
    ['periods=2022&periods=2023', 'The parameter periods is there more than once.'],
    ['periods=2022-13', '"2022-13" is not a period.'],
  ])('refuses %s', async (search, message) => {
    const response = await fetch(exportOf(gateway(), search));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        { message: expect.stringContaining(message) as unknown, extensions: { code: 'BAD_USER_INPUT' } },
      ],
    });
  });

  it('tells which systems there are', async () => {
    const response = await fetch(exportOf(gateway(), 'periods=2022', 'directory'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/"directory" to export. Expected one of .*feedback/) as unknown,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it('reads no further than a client that stops reading, and stops when it leaves', async () => {
    // Over 50,000 units and months: more than a hundred statements.
    const search = 'from=1990&to=2024&grain=MONTH';
    logger.take();
    const [response] = (await once(get(exportOf(gateway(), search)), 'response')) as [IncomingMessage]; // what the event carries
    const whileWaiting = await settled(() => logger.statements.length);
    expect(whileWaiting).toBeGreaterThan(0);
    expect(whileWaiting).toBeLessThan(60);

    response.destroy();
    const afterwards = await settled(() => logger.statements.length);
    // One may have been under way.
    expect(afterwards - whileWaiting).toBeLessThanOrEqual(1);
  });
});

it('says that a subgraph is down, not where it runs', async () => {
  const response = await fetch(exportOf(split, 'periods=2022', 'documents'));
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: 'The system "documents" does not answer, so it cannot be exported now. Try again later.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ],
  });
});

it('is there from the subgraph itself', async () => {
  const search = 'codes=FBK-01&units=vn2004.27&periods=2022';
  expect(await text(new URL(`/export.csv?${search}`, feedbackUrl))).toBe(
    await text(exportOf(together, search)),
  );
});

interface List {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
}

async function text(url: URL): Promise<string> {
  return (await fetch(url)).text();
}

/** The count when it has not grown for a while. */
async function settled(count: () => number): Promise<number> {
  let before: number;
  do {
    before = count();
    await delay(700);
  } while (count() > before);
  return before;
}
