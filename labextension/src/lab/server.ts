import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type { IPolicy } from '../protocol';
import type { IModelState } from '../state';

export interface IEndpoint {
  readonly base_url: string;
  readonly model: string;
  /** Empty or null for the one that the endpoint names. */
  readonly template: string | null;
}

/** What the server extension tells of itself. */
export interface IServerStatus {
  readonly version: string;
  readonly policy: IPolicy;
  readonly model: IModelState;
  /** Null for the bundled model. */
  readonly endpoint: IEndpoint | null;
  readonly has_key: boolean;
  readonly models: readonly { readonly id: string; readonly template: string | null }[];
}

/** What the server refused, in its own sentence. */
export class Refused extends Error {}

/** The server extension's routes; a Jupyter server without it is no error. */
export class Server {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  /**
   * Null where the server extension is not installed.
   *
   * @param look whether an endpoint is asked for its models first, instead of telling what is known of it.
   */
  async status(look: boolean): Promise<IServerStatus | null> {
    const route = look ? 'status?look=1' : 'status';
    return (await this._request('GET', route)) as IServerStatus | null;
  }

  /** Null chooses the bundled model. */
  async setEndpoint(endpoint: IEndpoint | null): Promise<void> {
    await this._request('PUT', 'endpoint', endpoint ?? { base_url: null });
  }

  /** The key goes to the server once; it is never told again. */
  async setKey(key: string): Promise<void> {
    await this._request('PUT', 'key', { key });
  }

  async forgetKey(): Promise<void> {
    await this._request('DELETE', 'key');
  }

  private async _request(method: string, route: string, body?: unknown): Promise<unknown> {
    const url = URLExt.join(this._settings.baseUrl, 'gift4code/api', route);
    const response = await ServerConnection.makeRequest(
      url,
      { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
      this._settings
    );
    if (response.status === 404 && method === 'GET') {
      return null;
    }
    const text = await response.text();
    const told = parsed(text);
    if (!response.ok) {
      const { message } = (told ?? {}) as { message?: unknown };
      throw new Refused(typeof message === 'string' && message ? message : response.statusText);
    }
    return told;
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null; // a page of a proxy in between, not an answer
  }
}
