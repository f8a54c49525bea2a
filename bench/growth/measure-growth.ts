import type { Http } from '../measure/http';
import type { Stage } from '../stage/stage';
import type { WorldSize } from '../stage/world';
import type { GrowthPace } from './growth-pace';
import { OPERATIONS, type Cost, type Dimension, type Growth, type Operation, type Point } from './growth-run';
import { measureArrivals, measureClients } from './operations';
import { costOfRounds, type Sample } from './sample';
import { shuffled } from './shuffled';
import { openSite } from './site';

/** One size of a dimension, ready to be measured. */
interface Place {
  readonly size: number;
  readonly measure: (operation: Operation, seconds: number) => Promise<Sample>;
}

/** Measures what a login and a refusal cost at each size of one dimension, in several rounds. */
export async function measureGrowth(stage: Stage, dimension: Dimension, pace: GrowthPace): Promise<Growth> {
  const http = await stage.http(Math.max(...pace.clients));
  const places = await placesOf(stage, http, dimension, pace);
  const samples = new Map<string, Sample[]>();
  const steps = places.length * OPERATIONS.length * (1 + stage.pace.rounds);
  let step = 0;
  const measure = async (place: Place, operation: Operation, seconds: number): Promise<Sample> => {
    step += 1;
    stage.progress(`${step} of ${steps}: ${operation}, ${place.size.toLocaleString('en-US')}`);
    return place.measure(operation, seconds);
  };
  for (const place of places) {
    for (const operation of OPERATIONS) await measure(place, operation, pace.warmUpSeconds);
  }
  for (let round = 0; round < stage.pace.rounds; round += 1) {
    const turns = places.flatMap((place) => OPERATIONS.map((operation) => ({ place, operation })));
    for (const { place, operation } of shuffled(turns)) {
      const sample = await measure(place, operation, secondsOf(pace, dimension, operation));
      const key = keyOf(place.size, operation);
      samples.set(key, [...(samples.get(key) ?? []), sample]);
    }
  }
  const cost = (size: number, operation: Operation): Cost =>
    costOfRounds(samples.get(keyOf(size, operation)) ?? []);
  const points = places.map(({ size }): Point => {
    return { size, costs: { login: cost(size, 'login'), refusal: cost(size, 'refusal') } };
  });
  return { dimension, points };
}

function keyOf(size: number, operation: Operation): string {
  return `${operation} ${size}`;
}

function secondsOf(pace: GrowthPace, dimension: Dimension, operation: Operation): number {
  if (dimension === 'clients') return pace.clientsSeconds;
  return operation === 'login' ? pace.loginSeconds : pace.refusalSeconds;
}

async function placesOf(
  stage: Stage,
  http: Http,
  dimension: Dimension,
  pace: GrowthPace,
): Promise<readonly Place[]> {
  const { users, sizes, clients } = pace;
  const arrivals = async (size: number, world: Partial<WorldSize>): Promise<Place> => {
    const site = await openSite(stage, http, { users, counters: 0, ...world });
    const rates = { login: pace.loginsPerSecond, refusal: pace.refusalsPerSecond };
    return {
      size,
      measure: (operation, seconds) =>
        measureArrivals(http, site, operation, { rate: rates[operation], seconds }),
    };
  };
  switch (dimension) {
    case 'users':
      return inTurn(sizes, (size) => arrivals(size, { users: size }));
    case 'counters':
      return inTurn(sizes, (size) => arrivals(size, { strangers: size }));
    case 'history':
      // From nothing on: a login adds to its history itself, so that a thousand events are none.
      return inTurn([0, ...sizes.slice(1)], (size) => arrivals(size, { history: size }));
    case 'clients': {
      const site = await openSite(stage, http, { users, counters: 0 });
      return clients.map((size) => ({
        size,
        measure: (operation, seconds) => measureClients(http, site, operation, { clients: size, seconds }),
      }));
    }
    default:
      return dimension satisfies never;
  }
}

/** One after the other: two that load at once would only share the cores. */
async function inTurn(
  sizes: readonly number[],
  open: (size: number) => Promise<Place>,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const size of sizes) places.push(await open(size));
  return places;
}
