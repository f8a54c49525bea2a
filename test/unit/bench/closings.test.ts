import { Closings } from '../../../bench/stage/closings';

describe('what a run has begun', () => {
  it('is undone, the last first', async () => {
    const undone: string[] = [];
    const closings = new Closings();
    for (const name of ['server', 'gateway']) {
      await closings.add(() => Promise.resolve(undone.push(name)));
    }
    await closings.close();
    await closings.close();
    expect(undone).toEqual(['gateway', 'server']);
  });

  it('is undone to the end even if a step fails, and the fault is told', async () => {
    const server = jest.fn(() => Promise.resolve());
    const closings = new Closings();
    await closings.add(server);
    await closings.add(() => Promise.reject(new Error('stuck')));
    await expect(closings.close()).rejects.toThrow('stuck');
    expect(server).toHaveBeenCalledTimes(1);
  });

  it('is undone at once if it comes after the end, as when an interruption meets a start', async () => {
    const late = jest.fn(() => Promise.resolve());
    const closings = new Closings();
    await closings.close();
    await closings.add(late);
    expect(late).toHaveBeenCalledTimes(1);
  });
});
