/* global document, window, URL, setTimeout, clearTimeout */
/** Apollo Sandbox, with its telemetry off. Its script comes from Apollo's servers, and it runs in a frame of theirs. */
const SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/** Milliseconds until a browser without internet gets the bundled explorer. */
const MOST_LOADING = 4000;
/** Milliseconds that the frame may take to say a first word, once the script is there. */
const MOST_SILENCE = 8000;

let script;

function loadScript() {
  script ??= within(
    MOST_LOADING,
    new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = SCRIPT;
      element.onload = resolve;
      element.onerror = () => reject(new Error('The script cannot be loaded.'));
      document.head.append(element);
    }),
  );
  return script;
}

/** Fills the stage. Rejects where Sandbox cannot be reached. */
export async function openSandbox(stage, { document: operation, variables }) {
  await loadScript();
  const target = document.createElement('div');
  target.id = 'sandbox';
  stage.replaceChildren(target);
  const spoke = new Promise((resolve) => {
    const listen = ({ source }) => {
      if (source === null || source !== target.querySelector('iframe')?.contentWindow) return;
      window.removeEventListener('message', listen);
      resolve();
    };
    window.addEventListener('message', listen);
  });
  new window.EmbeddedSandbox({
    target: '#sandbox',
    initialEndpoint: new URL('/graphql', window.location.href).href,
    initialState: { document: operation, variables, includeCookies: false },
    endpointIsEditable: false,
    hideCookieToggle: true,
    runTelemetry: false,
    allowDynamicStyles: false,
  });
  await within(MOST_SILENCE, spoke);
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('It takes too long.')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
