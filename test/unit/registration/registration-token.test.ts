import { randomUUID } from 'node:crypto';
import { newRegistrationToken, parseRegistrationToken } from '../../../src/registration/registration-token';

describe('R2: a registration token', () => {
  it('is read back as what is stored', () => {
    const { text, token } = newRegistrationToken(randomUUID());
    expect(parseRegistrationToken(text)).toEqual(token);
  });

  it('holds 256 random bits, and is stored without them', () => {
    const organizationId = randomUUID();
    const [one, other] = [newRegistrationToken(organizationId), newRegistrationToken(organizationId)];
    const random = Buffer.from(one.text, 'base64url').subarray(16);
    expect(random).toHaveLength(32);
    expect(one.text).not.toBe(other.text);
    expect(JSON.stringify(one.token)).not.toContain(random.toString('base64url'));
  });

  it.each(['', 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(63)}=`, `${'a'.repeat(63)}\n`, 'あ'.repeat(64)])(
    'is not %j',
    (text) => {
      expect(parseRegistrationToken(text)).toBeNull();
    },
  );
});
