/** The page for developers and its explorers, in a real browser that has no internet, in front of the whole product. */
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { readSamples } from '../gateway/explore/samples';
import { projectFile } from '../shared/project-root';
import { ask } from './ask';
import { describeWithBrowser, openBrowser } from './browser';
import { districtFeedback } from './clients/district-feedback';
import { oneProcess, type Stack } from './stack';
import { dropDatabases, testDatabases } from './test-databases';

const SANDBOX_SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/**';
const IMAGES = projectFile('docs', 'images');
const databases = testDatabases();
let stack: Stack;
let browser: Browser | undefined;
let context: BrowserContext;
let page: Page;
/** What the pages asked for elsewhere, and what they complained of. */
let elsewhere: string[];
let complaints: string[];

const at = (path: string) => new URL(path, stack.url.replace('localhost', '127.0.0.1')).href;

describeWithBrowser('the pages for developers', () => {
  beforeAll(async () => {
    browser = await openBrowser();
    stack = await oneProcess(databases);
  });
  afterAll(async () => {
    await browser?.close();
    await stack.stop();
    await dropDatabases(databases);
  });
  beforeEach(async () => {
    if (browser === undefined) throw new Error('There is no browser.');
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'vi-VN' });
    context.setDefaultTimeout(60_000);
    elsewhere = [];
    complaints = [];
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere.push(request.url());
    });
    context.on('weberror', (fault) => complaints.push(fault.error().message));
    context.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
    });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** Into docs/images, when they are to be made anew. */
  async function screenshot(name: string): Promise<void> {
    if (process.env.SCREENSHOTS !== '1') return;
    mkdirSync(IMAGES, { recursive: true });
    await page.screenshot({ path: `${IMAGES}/${name}.png` });
  }

  async function bundledFrame(): Promise<Frame> {
    const frame = await (await page.waitForSelector('#stage iframe[title=GraphiQL]')).contentFrame();
    if (frame === null) throw new Error('The frame is empty.');
    return frame;
  }

  async function run(explorer: Frame | Page): Promise<void> {
    await explorer.waitForSelector('.graphiql-query-editor .view-line');
    await explorer.click('.graphiql-execute-button');
  }

  const resultHas = (explorer: Frame | Page, text: string) =>
    explorer.locator('.result-window .view-lines', { hasText: text }).waitFor();

  it('names the endpoints and asks in both languages', async () => {
    await page.goto(at('/'));
    await page.waitForSelector('#samples li');
    expect(await page.innerText('h1')).toBe('Một câu hỏi, mọi hệ thống');
    expect(await page.innerText('#samples')).toContain('Huyện nào xử lý phản ánh, kiến nghị tốt nhất');
    expect(await page.innerText('.endpoints')).toContain(at('/graphql'));
    expect(await page.getAttribute('[data-endpoint="/schema.graphql"]', 'href')).toBe('/schema.graphql');
    await page.waitForSelector('#indicators li');
    await screenshot('landing');
    await page.click('[data-language=en]');
    expect(await page.innerText('h1')).toBe('One question, every system');
    expect(await page.innerText('#samples')).toContain('Which districts processed citizen feedback best');
    await page.reload();
    await page.waitForSelector('#samples li');
    expect(await page.innerText('h1')).toBe('One question, every system');
    expect([elsewhere, complaints]).toEqual([[], []]);
  });

  it.each(['chữ ký số', 'chu ky so', 'CHỮ KÝ SỐ'])('finds in the catalogue: %s', async (text) => {
    await page.goto(at('/'));
    await page.waitForSelector('#indicators li[data-code="FBK-01"]');
    await page.fill('#search', text);
    const codes = await page.evaluate<string[]>(
      '[...document.querySelectorAll("#indicators li")].map((item) => item.dataset.code)',
    );
    expect(codes).toContain('SIG-02');
    expect(codes).not.toContain('FBK-01');
  });

  it.each([
    ['an English name', 'remote signing', 'SIG-06'],
    ['a code', 'fbk-02', 'FBK-02'],
  ])('finds by %s', async (_, text, code) => {
    await page.goto(at('/'));
    await page.waitForSelector('#indicators li');
    await page.fill('#search', text);
    expect(await page.getAttribute('#indicators li', 'data-code')).toBe(code);
  });

  it('opens a sample in the bundled explorer when Apollo Sandbox cannot be reached, and asks nothing else elsewhere', async () => {
    await page.goto(at('/'));
    await page.click('#samples li:nth-child(1) a');
    const explorer = await bundledFrame();
    await page.waitForSelector('#fallback:not([hidden])');
    await run(explorer);
    await resultHas(explorer, 'Tỉnh Bắc Ninh');
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere[0]).toMatch(/^https:\/\/embeddable-sandbox\.cdn\.apollographql\.com\/v2\//);
    expect(complaints).toEqual([]);
  });

  it('waits for Apollo Sandbox no longer than some seconds', async () => {
    await context.route(SANDBOX_SCRIPT, () => undefined);
    await page.goto(at('/#explorer'));
    await resultOf(bundledFrame());
  });

  it('asks for one indicator of the catalogue', async () => {
    await page.goto(at('/'));
    await page.click('#indicators li[data-code="SIG-06"] a');
    const explorer = await bundledFrame();
    await run(explorer);
    await resultHas(explorer, 'Số giao dịch ký số từ xa');
  });

  it('hands the sample to Apollo Sandbox when it can be reached, with its telemetry off', async () => {
    await context.route(SANDBOX_SCRIPT, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: STAND_IN }),
    );
    await context.route('https://sandbox.embed.apollographql.com/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<p>Sandbox</p><script>parent.postMessage({}, "*")</script>',
      }),
    );
    await page.goto(at('/#explorer?sample=ranking'));
    await page.waitForSelector('#sandbox iframe');
    const [sample] = readSamples().filter(({ id }) => id === 'ranking');
    expect(await page.evaluate('window.sandboxOptions')).toMatchObject({
      runTelemetry: false,
      initialEndpoint: at('/graphql'),
      initialState: { document: sample?.document, variables: sample?.variables, includeCookies: false },
    });
    await page.waitForTimeout(9000); // longer than a silent one is waited for
    expect(await page.isVisible('#sandbox iframe')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('has all in the bundled explorer: the answer, the plan and the documentation, from this machine alone', async () => {
    await page.goto(at('/explore?sample=districts-compared'));
    await run(page);
    await resultHas(page, 'Thành phố Bắc Ninh');
    await page.click('#plan-button');
    await run(page);
    await page.locator('#plan-text', { hasText: 'Fetch(service: "public-services")' }).waitFor();
    await page.click('button[aria-label="Show Documentation Explorer"]');
    await page.locator('.graphiql-doc-explorer', { hasText: 'AdministrativeUnit' }).waitFor();
    await screenshot('explorer-offline');
    expect([elsewhere, complaints]).toEqual([[], []]);
  });

  it.each(readSamples().map((sample) => [sample.id, sample] as const))(
    'answers the sample %s',
    async (_, sample) => {
      const { data, errors } = await ask(stack.url, sample.document, sample.variables);
      expect(errors).toBeUndefined();
      for (const value of Object.values(data as Record<string, unknown>)) expect(value).toBeTruthy();
    },
  );

  it("answers a frontend's typed client", async () => {
    const districts = await districtFeedback(stack.url, '27', 2022);
    expect(districts).toHaveLength(8);
    expect(districts[0]).toEqual({ name: 'Thành phố Bắc Ninh', received: 921 });
    await expect(districtFeedback(stack.url, '27', 20_222)).rejects.toThrow('20222');
  });

  async function resultOf(frame: Promise<Frame>): Promise<void> {
    await (await frame).waitForSelector('.graphiql-execute-button');
  }

  /** In place of Apollo's script. */
  const STAND_IN = `window.EmbeddedSandbox = class {
  constructor(options) {
    window.sandboxOptions = options;
    const frame = document.createElement('iframe');
    frame.src = 'https://sandbox.embed.apollographql.com/sandbox/explorer';
    document.querySelector(options.target).append(frame);
  }
};`;
});
