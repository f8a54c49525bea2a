import { staffOrder, WrongUsage } from '../../../src/helpdesk/command/staff-order';

describe('npm run staff', () => {
  it('lists, adds in Japanese unless another language is named, and removes by identifier', () => {
    expect(staffOrder(['list'])).toEqual({ kind: 'LIST' });
    const added = { kind: 'ADD', name: '岩瀬 窓香', email: 'iwase@bank.example' };
    const options = ['--name', added.name, '--email', added.email];
    expect(staffOrder(['add', ...options])).toEqual({ ...added, language: 'ja' });
    expect(staffOrder(['add', ...options, '--language', 'en'])).toEqual({ ...added, language: 'en' });
    expect(staffOrder(['remove', '--id', 'x'])).toEqual({ kind: 'REMOVE', staffId: 'x', force: false });
    expect(staffOrder(['remove', '--force', '--id', 'x'])).toMatchObject({ force: true });
  });

  it.each([
    ['nothing', []],
    ['an unknown command', ['create']],
    ['a command that only every object has', ['toString']],
    ['an option of another command', ['list', '--force']],
    ['no name', ['add', '--email', 'n@bank.example']],
    ['no address', ['add', '--name', 'N']],
    ['no identifier', ['remove', '--force']],
    ['an option without its value', ['remove', '--id']],
    ['an unknown language', ['add', '--name', 'N', '--email', 'n@bank.example', '--language', 'fr']],
    ['a secret as an option', ['add', '--login-id', 'Himitsu-42x']],
    ['a secret as an option of its own making', ['add', '--Himitsu-42x']],
    ['a secret beside the command', ['add', 'Himitsu-42x']],
  ])('takes %s for wrong usage, says what is right, and repeats nothing', (_, args) => {
    const attempt = (): unknown => staffOrder(args);
    expect(attempt).toThrow(WrongUsage);
    expect(attempt).toThrow(/Usage:\n {2}npm run staff -- list/);
    expect(attempt).not.toThrow(/Himitsu-42x/);
  });
});
