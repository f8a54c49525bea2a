// One hashing thread: does one job after the other, at the priority that its starter gives it.
// A file of plain JavaScript, since a thread loads its own file and is not compiled by the tests' transformer.
const { readlinkSync } = require('node:fs');
const { getPriority, setPriority } = require('node:os');
const { parentPort, workerData } = require('node:worker_threads');
const { hashSync, verifySync } = require('@node-rs/argon2');

/** The lowest priority there is. */
const NICEST = 19;

/** Linux schedules threads like processes and lets each be nice for itself; elsewhere hashing keeps its priority. */
function beNice(niceness) {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').pop());
    setPriority(thread, Math.min(NICEST, getPriority() + niceness));
  } catch {
    // Not Linux, or not allowed: the order of work stays right, answers come a little later under load.
  }
}

function done({ kind, stored, secret, options }) {
  return kind === 'HASH' ? hashSync(secret, options) : verifySync(stored, secret, options);
}

beNice(workerData.niceness);
parentPort.on('message', (job) => {
  let reply;
  try {
    reply = { result: done(job) };
  } catch (fault) {
    reply = { fault: fault.message };
  }
  parentPort.postMessage(reply);
});
