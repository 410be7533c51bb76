// Runs in the browser, after React, ReactDOM and GraphiQL have been loaded from this server.
const { React, ReactDOM, GraphiQL } = globalThis;

const response = await fetch('/graphiql/examples.json');
const examples = await response.json();

const fetcher = async (params, { headers = {} } = {}) => {
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
