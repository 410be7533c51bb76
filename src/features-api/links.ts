/** A web link as the standard writes it (RFC 8288). */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
}

export function link(rel: string, href: string, type: string, title?: string): Link {
  return { href, rel, type, ...(title && { title }) };
}

/** Addresses of the resources below where the server is reached. */
export class Addresses {
  /** @param root the landing page, as `https://host/features` */
  constructor(readonly root: string) {}

  readonly conformance = `${this.root}/conformance`;
  readonly api = `${this.root}/api`;
  readonly collections = `${this.root}/collections`;

  collection(name: string): string {
    return `${this.collections}/${name}`;
  }

  items(name: string, query = new URLSearchParams()): string {
    const text = query.toString();
    return `${this.collection(name)}/items${text && `?${text}`}`;
  }

  item(name: string, id: string): string {
    return `${this.items(name)}/${encodeURIComponent(id)}`;
  }
}
