-- Repairs the ledger from what Postgres remembers, unless Redis knows of a newer lockout; then that one is marked as not
-- yet mirrored. Postgres is the truth of suspension. With a ticket, admits it afterwards as acquire does.
-- KEYS     the credential's two, see state.lua
-- ARGV     1 N, 2 M, 3 lockout ms, 4 retention ms, 5 settled-marker ms, 6 ticket or '', 7 lease ms,
--          8 lockouts, 9 lockedAt, 10 lockedUntil, 11 suspendedAt, 12 clearedAt (ms, '' for none)
-- Returns  { 'GRANTED' | 'LOCKED_OUT' | 'SUSPENDED' | 'CONTENDED' | 'RESTORED', ms until the next lease runs out, standing }
local now = clock()
local policy = policyOf(ARGV)
local state = load()
local lockedAt, lockedUntil, suspendedAt, clearedAt =
  tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])
sweep(state, now, policy)
local fellAt = math.max(state.lockedAt or 0, state.suspendedAt or 0)
if suspendedAt == nil and fellAt > math.max(lockedAt or 0, clearedAt or 0) then
  state.unmirrored = true
else
  state.lockouts = tonumber(ARGV[8])
  state.lockedAt, state.lockedUntil, state.suspendedAt = nil, nil, suspendedAt
  if not suspendedAt and lockedAt and lockedUntil then state.lockedAt, state.lockedUntil = lockedAt, lockedUntil end
  state.unmirrored = false
  if isBarred(state, now) then state.failures = 0 end
end
local verdict, retryAfterMs = 'RESTORED', 0
if ARGV[6] ~= '' then
  verdict, retryAfterMs = admit(state, ARGV[6], tonumber(ARGV[7]), now, policy)
end
save(state, policy.retentionMs, policy.settledMs)
return { verdict, retryAfterMs, standing(state, now) }
