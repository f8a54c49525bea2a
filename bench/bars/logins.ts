import type { Http } from '../measure/http';
import { outcomeOf, tryLogin } from '../measure/login-requests';
import type { World } from '../stage/world';

/** Whose logins a loop sends. */
export interface Logins {
  readonly clients: number;
  /** The first customer; others of the same bar use those before. Default: 0. */
  readonly from?: number;
  /** How many customers take turns. Default: all from the first on. */
  readonly among?: number;
}

/**
 * Right logins for a closed loop: each client has customers of its own, who take turns, so that no two logins of one
 * user ever meet.
 */
export function loginsOf(
  http: Http,
  url: string,
  world: World,
  { clients, from = 0, among = world.size.users - from }: Logins,
): (client: number) => Promise<string> {
  const turns = Array.from({ length: clients }, () => 0);
  const each = Math.floor(among / clients);
  return async (client) => {
    const turn = turns[client] ?? 0;
    turns[client] = (turn + 1) % each;
    return outcomeOf(await tryLogin(http, url, world.customer(from + client * each + turn)));
  };
}
