import { installCommand } from '../../../src/platform/embedded/find-redis-program';

it.each([
  ['darwin', '', 'brew install redis'],
  ['linux', 'NAME="Debian GNU/Linux"\nID=debian\n', 'apt-get install redis-server'],
  ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'apt-get install redis-server'],
  ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf install redis'],
  ['linux', 'ID=alpine\n', 'apk add redis'],
  ['linux', '', 'install Redis 6.2 or later'],
  ['win32', '', 'install Redis 6.2 or later'],
] as const)('on %s with %j one is told: %s', (platform, osRelease, command) => {
  expect(installCommand(platform, osRelease)).toContain(command);
});
