-- Settles a ticket once. Repeating it returns what it was settled as and changes nothing.
-- KEYS     the credential's two, see state.lua
-- ARGV     1 N, 2 M, 3 lockout ms, 4 retention ms, 5 settled-marker ms, 6 ticket, 7 'S' succeeded | 'F' failed | 'R' refunded
-- Returns  { 'S' | 'F' | 'R' | 'N' (right, but barred meanwhile), 1 if the ticket was known else 0, standing }
local now = clock()
local policy = policyOf(ARGV)
local state = load()
local ticket, outcome = ARGV[6], ARGV[7]
local known = entryOf(state.permits, PERMIT_BYTES, ticket) ~= nil
local settled = outcomeOf(state.settled, ticket)
local lateSuccess = settled == 'E' and outcome == 'S'

if settled ~= nil and not lateSuccess then
  outcome = settled == 'E' and 'F' or settled
else
  if outcome == 'S' and isBarred(state, now) then
    outcome = 'N'
  elseif outcome == 'S' then
    clearCounts(state)
    state.unmirrored = false
  elseif outcome == 'F' then
    countFailure(state, now, policy)
  end
  mark(state, ticket, outcome, now)
  save(state, policy.retentionMs, policy.settledMs)
end
return { outcome, (known or settled) and 1 or 0, standing(state, now) }
