-- Notes that Postgres has the lockout or suspension that fell at the given instant; a newer one stays unmirrored.
-- KEYS     the credential's two, see state.lua
-- ARGV     1 when it fell (ms), 2 retention ms, 3 settled-marker ms
-- Returns  standing
local now = clock()
local state = load()
if math.max(state.lockedAt or 0, state.suspendedAt or 0) == tonumber(ARGV[1]) then state.unmirrored = false end
save(state, ARGV[2], ARGV[3])
return standing(state, now)
