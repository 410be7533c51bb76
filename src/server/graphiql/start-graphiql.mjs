// Runs in the browser, after React, ReactDOM and GraphiQL have been loaded from this server.
import { subscribe } from './subscribe.mjs';

const { React, ReactDOM, GraphiQL, location } = globalThis;

const response = await fetch('/graphiql/examples.json');
const examples = await response.json();

const isSubscription = ({ operationName }, document) =>
  document?.definitions.some(
    ({ operation, name }) =>
      operation === 'subscription' && (!operationName || name?.value === operationName),
  );

const fetcher = async (params, { headers = {}, documentAST } = {}) => {
  if (isSubscription(params, documentAST)) {
    const url = `${location.protocol.replace('http', 'ws')}//${location.host}/graphql`;
    return subscribe({ url, headers }, params);
  }
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  });
  return answer.json();
};

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(
    GraphiQL,
    {
      fetcher,
      defaultTabs: examples.map(({ title, query }) => ({ query: `# ${title}\n${query}` })),
      defaultEditorToolsVisibility: 'headers',
      shouldPersistHeaders: false,
    },
    React.createElement(GraphiQL.Logo, null, '养老服务圈 CareCircle'),
  ),
);
