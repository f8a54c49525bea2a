-- Prelude 4 of 4. The rules of R7, the same as src/attempts/attempt-transition.ts, which is their specification.
local function isLocked(state, now)
  return state.lockedUntil ~= nil and now < state.lockedUntil
end

local function isBarred(state, now)
  return state.suspendedAt ~= nil or isLocked(state, now)
end

local function countFailure(state, now, policy)
  if isBarred(state, now) then return end
  state.failures = state.failures + 1
  if state.failures < policy.failuresPerLockout then return end
  state.failures = 0
  state.lockouts = state.lockouts + 1
  state.unmirrored = true
  if state.lockouts >= policy.lockoutsPerSuspension then
    state.suspendedAt, state.lockedAt, state.lockedUntil = now, nil, nil
  else
    state.lockedAt, state.lockedUntil = now, now + policy.lockoutMs
  end
end

local function clearCounts(state)
  state.failures, state.lockouts, state.lockedAt, state.lockedUntil = 0, 0, nil, nil
end

local function mark(state, ticket, outcome, now)
  state.permits = without(state.permits, PERMIT_BYTES, ticket)
  state.settled = without(state.settled, SETTLED_BYTES, ticket) .. settledAs(ticket, outcome, now)
end

-- Forgets old settlements and counts every permit whose lease has run out: crashing is no way to guess for free.
local function sweep(state, now, policy)
  local firstKept = 1
  while firstKept < #state.settled do
    local _, settledAt = entryAt(state.settled, firstKept)
    if now < settledAt + policy.settledMs then break end
    firstKept = firstKept + SETTLED_BYTES
  end
  state.settled = string.sub(state.settled, firstKept)
  local permits = state.permits
  for at = 1, #permits, PERMIT_BYTES do
    local ticket, deadline = entryAt(permits, at)
    if now >= deadline then
      countFailure(state, now, policy)
      mark(state, ticket, 'E', now)
    end
  end
end

-- Gives the ticket a permit if one is free. Returns the verdict and, when contended, the ms until a lease runs out.
local function admit(state, ticket, leaseMs, now, policy)
  local granted = entryOf(state.permits, PERMIT_BYTES, ticket) ~= nil
  if isBarred(state, now) then
    if granted then mark(state, ticket, 'R', now) end
    return state.suspendedAt and 'SUSPENDED' or 'LOCKED_OUT', 0
  end
  if granted then return 'GRANTED', 0 end
  if outcomeOf(state.settled, ticket) then return 'CONTENDED', 0 end
  -- With none in flight one always passes: after N was lowered, the failures alone may reach it.
  local inFlight = #state.permits / PERMIT_BYTES
  if inFlight == 0 or state.failures + inFlight < policy.failuresPerLockout then
    state.permits = state.permits .. permitOf(ticket, now + leaseMs)
    return 'GRANTED', 0
  end
  local firstDeadline = math.huge
  for at = 1, #state.permits, PERMIT_BYTES do
    local _, deadline = entryAt(state.permits, at)
    firstDeadline = math.min(firstDeadline, deadline)
  end
  return 'CONTENDED', firstDeadline - now
end

-- The first five arguments of every script that applies the rules.
local function policyOf(argv)
  return {
    failuresPerLockout = tonumber(argv[1]),
    lockoutsPerSuspension = tonumber(argv[2]),
    lockoutMs = tonumber(argv[3]),
    retentionMs = tonumber(argv[4]),
    settledMs = tonumber(argv[5]),
  }
end
