-- Settles a ticket once. Repeating it returns what it was settled as and changes nothing.
-- KEYS[1]  the credential's hash
-- ARGV     1 N, 2 M, 3 lockout ms, 4 retention ms, 5 settled-marker ms, 6 ticket, 7 'S' succeeded | 'F' failed | 'R' refunded
-- Returns  { 'S' | 'F' | 'R' | 'N' (right, but barred meanwhile), 1 if the ticket was known else 0, standing }
local now = clock()
local policy = policyOf(ARGV)
local state = load(KEYS[1])
local ticket, outcome = ARGV[6], ARGV[7]
local permit, settled = state.permits[ticket], state.settled[ticket]
local lateSuccess = settled ~= nil and settled.outcome == 'E' and outcome == 'S'

if settled ~= nil and not lateSuccess then
  outcome = settled.outcome == 'E' and 'F' or settled.outcome
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
return { outcome, (permit or settled) and 1 or 0, standing(state, now) }
