import { ApiProblem } from '../api/request.js';
import { session } from '../api/session.js';
import { nameOf } from './file-name.js';

/** Address of an audit's sheet, with what is asked for. */
export function auditSheetAddress(
  format: 'csv' | 'xlsx',
  { division, asOf, speed }: { readonly division: string; readonly asOf: string; readonly speed: number },
): string {
  const asked = new URLSearchParams({ divisionCode: division, asOf, speed: String(speed) });
  return `/downloads/estate-audit.${format}?${asked.toString()}`;
}

/**
 * Saves a file of the server under its own name; a link could not send the key.
 * @throws ApiProblem
 */
export async function downloadFile(address: string): Promise<void> {
  const { key } = session;
  let response: Response;
  let file: Blob;
  try {
    response = await fetch(address, { headers: key ? { 'x-api-key': key } : {} });
    file = await response.blob();
  } catch (error) {
    throw new ApiProblem('OFFLINE', 'The server could not be reached.', { reason: String(error) });
  }
  if (!response.ok) throw await problemOf(response.status, file);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download =
    nameOf(response.headers.get('content-disposition')) ?? address.split('/').at(-1)!.split('?')[0];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What an answer that is no file says, as every answer of the server with an error. */
async function problemOf(status: number, file: Blob): Promise<ApiProblem> {
  const body = await file
    .text()
    .then((text) => JSON.parse(text) as ErrorAnswer)
    .catch((): ErrorAnswer => ({}));
  const [error] = body.errors ?? [];
  const byStatus = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' }[status] ?? 'SERVER_ERROR';
  return new ApiProblem(
    error?.extensions?.code ?? byStatus,
    error?.message ?? `The server answered ${status}.`,
  );
}

interface ErrorAnswer {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}
