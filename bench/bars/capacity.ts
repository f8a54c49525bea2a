import { runClosedLoop } from '../measure/closed-loop';
import type { Http } from '../measure/http';
import type { Stage } from '../stage/stage';
import type { World } from '../stage/world';
import { loginsOf } from './logins';
import { countOf, expectOnly } from './outcomes';

const CLIENTS = 16;

/** How many logins a second this gateway gets done on this machine: what "twice the capacity" is twice of. */
export async function loginCapacity(stage: Stage, http: Http, url: string, world: World): Promise<number> {
  stage.progress('finding the capacity');
  const { warmUpSeconds, seconds } = stage.pace;
  const logins = (forSeconds: number): ReturnType<typeof runClosedLoop> =>
    runClosedLoop({
      clients: CLIENTS,
      durationMs: forSeconds * 1_000,
      send: loginsOf(http, url, world, { clients: CLIENTS }),
    });
  await logins(warmUpSeconds);
  const { outcomes } = await logins(seconds);
  expectOnly(outcomes, ['LoggedIn']);
  const perSecond = countOf(outcomes, 'LoggedIn') / seconds;
  if (perSecond < 1) throw new Error('the gateway gets less than one login done in a second');
  return perSecond;
}
