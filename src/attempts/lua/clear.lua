-- Sets failures, lockouts and lock to none; permits in flight stay and will count towards the new budget.
-- KEYS     the credential's two, see state.lua
-- ARGV     1 '1' to lift a suspension too, 2 retention ms, 3 settled-marker ms
-- Returns  the standing just before
local now = clock()
local state = load()
local before = standing(state, now)
clearCounts(state)
if ARGV[1] == '1' then state.suspendedAt = nil end
if state.suspendedAt == nil then state.unmirrored = false end
save(state, ARGV[2], ARGV[3])
return before
