import { context, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import { cleaned } from './span-cleaning';
import type { Tracing, TracingSettings } from './tracing';

/** A trace is worth less than a request: what the collector does not take in this time is dropped. */
const EXPORT_TIMEOUT_MS = 5_000;
const EXPORT_EVERY_MS = 2_000;
/** Health and metrics would drown the requests of customers. */
const UNTRACED_PATHS = new Set(['/livez', '/readyz', '/metrics']);

/**
 * Begins tracing for this process. To be called before HTTP, GraphQL, Postgres and Redis are loaded: the instrumentations
 * take hold of them as they are. Traces begin here, whatever a client's `traceparent` says.
 */
export function startTracing({ url, samplePercent }: TracingSettings): Tracing {
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', url.endsWith('/') ? url : `${url}/`).href,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'sekisho' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(samplePercent / 100) }),
    spanProcessors: [
      new BatchSpanProcessor(cleaning(exporter), {
        scheduledDelayMillis: EXPORT_EVERY_MS,
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  provider.register({ propagator: null });
  registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: ({ url: path = '' }) => UNTRACED_PATHS.has(path.split('?', 1)[0] ?? ''),
      }),
      new GraphQLInstrumentation({ allowValues: false, depth: 1, ignoreTrivialResolveSpans: true }),
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
      new IORedisInstrumentation({ requireParentSpan: true, dbStatementSerializer: (command) => command }),
    ],
  });
  return {
    traceId: () => trace.getSpan(context.active())?.spanContext().traceId ?? null,
    describe: (requestId, route) => {
      const span = trace.getSpan(context.active());
      span?.setAttribute('sekisho.request_id', requestId);
      if (route !== null) span?.setAttribute('http.route', route);
    },
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

/** Between the instrumentations and the network: only cleaned spans leave the process. */
function cleaning(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => {
      exporter.export(spans.map(cleaned), done);
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
