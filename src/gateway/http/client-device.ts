import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Device, DeviceTokens } from '../../additional-authentication/device-token';
import type { SessionCookie } from '../../session/session-cookie';

/** How browsers are known again: the cookie, and what reads it. */
export interface DeviceRecognition {
  readonly cookie: SessionCookie;
  readonly tokens: DeviceTokens;
}

/** The device that a request's cookie names; null without a cookie or with one that we did not make. */
export function deviceOf(request: FastifyRequest, { cookie, tokens }: DeviceRecognition): Device | null {
  const text = request.cookies[cookie.name];
  return text === undefined ? null : tokens.read(text);
}

/** Sets the device cookie of a reply. */
export function keepDevice(reply: FastifyReply, { cookie }: DeviceRecognition): (device: Device) => void {
  return ({ text }) => void reply.setCookie(cookie.name, text, cookie.options);
}
