// A core-banking system to try receipts with: reads one JSON object a line, {"receipt": "...", "order": {...}}, and
// answers each with what it did. Orders look as in verify-receipt.mjs.
//
//   node examples/core-banking/main.mjs http://localhost:4000/.well-known/jwks.json [issuer] [audience]
import { createInterface } from 'node:readline';
import { Books, carryOut, receiptVerifier } from './verify-receipt.mjs';

const [jwksUrl, issuer = 'sekisho', audience = 'core-banking'] = process.argv.slice(2);
const system = {
  verify: receiptVerifier({ jwksUrl, issuer, audience }),
  books: new Books(),
  execute: ({ kind }) => kind,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { receipt, order } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ carriedOut: await carryOut(receipt, order, system) }));
  } catch ({ code }) {
    console.log(JSON.stringify({ refused: code }));
  }
}
