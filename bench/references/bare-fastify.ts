import Fastify from 'fastify';

/** What every request is answered with. */
export interface ConstantAnswer {
  readonly status: number;
  readonly body: string;
}

/** Fastify as it comes, with one route that always answers the same: no GraphQL, no throttle, no log. */
async function serve({ status, body }: ConstantAnswer): Promise<string> {
  const app = Fastify();
  app.post('/graphql', (_request, reply) =>
    reply.code(status).type('application/json; charset=utf-8').send(body),
  );
  return app.listen({ host: '127.0.0.1', port: 0 });
}

process.once('message', (answer: ConstantAnswer) => {
  void serve(answer).then((url) => process.send?.(url));
});
