/* global document, window, localStorage, URLSearchParams, fetch, URL, Worker */
/** The bundled explorer: GraphiQL from npm's files, the same sample questions, and the plan of what was run. */
const { bundled } = document.documentElement.dataset;
const byId = (id) => document.getElementById(id);

globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const name = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' }[label] ?? 'editorWorker.js';
    return new Worker(new URL(bundled + name, window.location.href), { type: 'module' });
  },
};

const [facts, { React, createRoot, Ruru }] = await Promise.all([
  fetch('/explore/page.json').then((response) => response.json()),
  import(`${bundled}ruru.js`),
]);

const isDark = () => {
  const theme = localStorage.getItem('graphiql:theme');
  return theme === null ? window.matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
};
document.body.classList.add(isDark() ? 'graphiql-dark' : 'graphiql-light');

/* The sample questions; the page at `/`, which frames this one, has them itself. */
const parameters = new URLSearchParams(window.location.search);
const sample = facts.samples.find(({ id }) => id === parameters.get('sample')) ?? facts.samples[0];
const question = byId('question');
question.hidden = facts.samples.length === 0 || window.parent !== window;
for (const { id, title } of facts.samples) {
  const option = document.createElement('option');
  option.value = id;
  option.textContent = `${title.en} · ${title.vi}`;
  option.selected = id === sample?.id;
  question.append(option);
}
question.addEventListener('change', () => {
  window.location.search = `?${new URLSearchParams({ sample: question.value })}`;
});

/* The plan: asked for only while it is shown. */
const planButton = byId('plan-button');
planButton.hidden = facts.queryPlans === 'off';
planButton.addEventListener('click', () => {
  byId('plan').hidden = !byId('plan').hidden;
  planButton.setAttribute('aria-pressed', String(!byId('plan').hidden));
});

async function ask({ query, variables, operationName }, { headers } = {}) {
  const showsPlan = !byId('plan').hidden && operationName !== 'IntrospectionQuery';
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      ...{ query, variables, operationName },
      ...(showsPlan ? { extensions: { queryPlan: true } } : {}),
    }),
  });
  const answer = await response.json();
  if (showsPlan) {
    const { queryPlan, ...others } = answer.extensions ?? {};
    byId('plan-text').textContent = queryPlan?.text ?? answer.errors?.[0]?.message ?? '';
    delete answer.extensions;
    if (Object.keys(others).length > 0) answer.extensions = others;
  }
  return answer;
}

createRoot(byId('ruru-root')).render(
  React.createElement(Ruru, {
    endpoint: '/graphql',
    fetcher: ask,
    debugTools: [],
    ...(sample === undefined
      ? {}
      : {
          initialQuery: sample.document,
          initialVariables: parameters.get('variables') ?? JSON.stringify(sample.variables, null, 2),
        }),
  }),
);
