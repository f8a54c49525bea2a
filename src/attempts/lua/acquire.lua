-- Takes a permit to verify one secret. Repeating it with the same ticket is harmless.
-- KEYS     the credential's two, see state.lua
-- ARGV     1 N, 2 M, 3 lockout ms, 4 retention ms, 5 settled-marker ms, 6 ticket, 7 lease ms
-- Returns  { 'GRANTED' | 'LOCKED_OUT' | 'SUSPENDED' | 'CONTENDED', ms until the next lease runs out, standing }
local now = clock()
local policy = policyOf(ARGV)
local state = load()
sweep(state, now, policy)
local verdict, retryAfterMs = admit(state, ARGV[6], tonumber(ARGV[7]), now, policy)
save(state, policy.retentionMs, policy.settledMs)
return { verdict, retryAfterMs, standing(state, now) }
