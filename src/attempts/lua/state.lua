-- Prelude 3 of 4. What Redis keeps of one credential, as a table and back. Every login ID ever guessed has the first of
-- these two keys, so it is kept within the smallest allocation that will do (docs/adr/0012-compact-ledger-state.md).
--   KEYS[1]  the standing, 12 bytes, then the permits in flight; for the retention time since its last change
--     1 failures
--     1 lockouts in a row; 128 more: a lockout or suspension that Postgres may not have yet
--     6 when the last lockout or the suspension began (ms since the epoch), 0 for neither
--     4 how long it lasts (ms), FOR_EVER for a suspension
--   KEYS[2]  the settled tickets, so that settling twice changes nothing; for the settled-marker time
local STANDING_BYTES, STANDING_FORMAT = 12, '>BBI6I4'
local UNMIRRORED, FOR_EVER = 128, 0xFFFFFFFF

-- Whatever else is found under the name is refused by an error: to read it as "no failures" would be free guesses.
local function load()
  local kept, settled = redis.call('GET', KEYS[1]) or '', redis.call('GET', KEYS[2]) or ''
  if #kept % PERMIT_BYTES ~= 0 or #settled % SETTLED_BYTES ~= 0 then error('not what the ledger wrote') end
  local state = { failures = 0, lockouts = 0, unmirrored = false, permits = '', settled = settled }
  state.kept, state.keptSettled = kept, settled
  if kept == '' then return state end
  local failures, lockouts, at, lastsMs = struct.unpack(STANDING_FORMAT, kept)
  state.failures, state.lockouts, state.unmirrored = failures, lockouts % UNMIRRORED, lockouts >= UNMIRRORED
  if at > 0 and lastsMs == FOR_EVER then
    state.suspendedAt = at
  elseif at > 0 then
    state.lockedAt, state.lockedUntil = at, at + lastsMs
  end
  state.permits = string.sub(kept, STANDING_BYTES + 1)
  return state
end

-- The numbers are held within their bytes, far beyond what the configuration allows: cut off, 256 failures would be 0.
local function packed(state)
  local at, lastsMs = state.lockedAt or 0, 0
  if state.suspendedAt then
    at, lastsMs = state.suspendedAt, FOR_EVER
  elseif state.lockedAt then
    lastsMs = math.min(state.lockedUntil - at, FOR_EVER - 1)
  end
  local failures, lockouts = math.min(state.failures, 255), math.min(state.lockouts, UNMIRRORED - 1)
  if failures == 0 and lockouts == 0 and at == 0 and state.permits == '' then return '' end
  local flag = state.unmirrored and UNMIRRORED or 0
  return struct.pack(STANDING_FORMAT, failures, lockouts + flag, at, lastsMs) .. state.permits
end

-- Every key gets a time to live, so that unknown login IDs cannot fill the memory.
local function keep(key, value, ms)
  if value == '' then
    redis.call('DEL', key)
  else
    redis.call('SET', key, value, 'PX', ms)
  end
end

-- Writes what changed, and nothing when nothing did: a refusal is a pure read.
local function save(state, retentionMs, settledMs)
  local kept = packed(state)
  if kept ~= state.kept then keep(KEYS[1], kept, retentionMs) end
  if state.settled ~= state.keptSettled then keep(KEYS[2], state.settled, settledMs) end
end

-- The part of every reply that tells how the credential stands; false arrives as null.
local function standing(state, now)
  return {
    state.failures,
    state.lockouts,
    state.lockedAt or false,
    state.lockedUntil or false,
    state.suspendedAt or false,
    state.unmirrored and 1 or 0,
    now,
  }
end
