import { z } from 'zod';
import { integer, matching, type Kind } from './parsers';
import { optionalSetting, setting } from './setting';

/** The base address of an OpenTelemetry collector that takes OTLP over HTTP (OTLP specification, section "OTLP/HTTP"). */
const collectorUrl: Kind<string> = {
  parser: z
    .string()
    .regex(/^https?:\/\/[^@?#]+$/)
    .refine((text) => URL.canParse(text)),
  wanted: 'http://host:port or https://host:port, without a user, a query or a fragment',
};

/** What those who run the gateway see of it. */
export const observabilitySettings = {
  ADMIN_HOST: setting(
    matching(/^[\w.:-]+$/, 'a host name or an address'),
    '127.0.0.1',
    'The address that `/metrics` and health are served on for those who run the gateway. Not one that customers reach.',
  ),
  ADMIN_PORT: setting(
    integer(0, 65_535),
    '0',
    'The port of `/metrics`; 0 for none, and then nothing is counted.',
  ),
  TRACING_URL: optionalSetting(
    collectorUrl,
    'no traces, and nothing of OpenTelemetry is loaded',
    'The OpenTelemetry collector that traces are sent to, by OTLP over HTTP at `/v1/traces` below this address.',
  ),
  TRACING_SAMPLE_PERCENT: setting(
    integer(1, 100),
    '100',
    'How many of a hundred requests are traced, by chance.',
  ),
};
