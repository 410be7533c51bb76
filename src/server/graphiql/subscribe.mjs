/**
 * Answers of a subscription as they come, over the protocol graphql-transport-ws; leaving the loop ends it.
 * @param {{url: string, headers: Record<string, string>, Socket?: typeof WebSocket}} connection headers hold the credential
 * @param {{query: string, variables?: object, operationName?: string}} params
 */
export async function* subscribe({ url, headers, Socket = globalThis.WebSocket }, params) {
  const socket = new Socket(url, 'graphql-transport-ws');
  const answers = [];
  let isOver = false;
  let wake = () => {};
  const send = (message) => socket.send(JSON.stringify(message));
  const end = (answer) => {
    if (answer && !isOver) answers.push(answer);
    isOver = true;
  };
  const hear = {
    connection_ack: () => send({ id: '1', type: 'subscribe', payload: params }),
    next: ({ payload }) => answers.push(payload),
    error: ({ payload }) => end({ errors: payload }),
    complete: () => end(),
    ping: () => send({ type: 'pong' }),
  };
  socket.addEventListener('open', () => send({ type: 'connection_init', payload: headers }));
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    hear[message.type]?.(message);
    wake();
  });
  socket.addEventListener('close', ({ code, reason }) => {
    end({ errors: [{ message: reason || `The connection closed (${code}).` }] });
    wake();
  });
  try {
    for (;;) {
      while (answers.length > 0) yield answers.shift();
      if (isOver) return;
      await new Promise((resolve) => (wake = resolve));
    }
  } finally {
    socket.close();
  }
}
