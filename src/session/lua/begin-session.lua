-- Begins a session of one user.
-- KEYS[1]  hash of the user's sessions: session hash -> "<createdAt>:<lastUsedAt>:<secretChangedAt>", ms
-- ARGV[1]  session hash
-- ARGV[2]  idle limit, ms
-- ARGV[3]  absolute limit, ms
-- ARGV[4]  "1" to end the user's other sessions
-- ARGV[5]  secretChangedAt: when the login password that began the session was set, ms, by the ledger
-- returns  createdAt, ms, by the server's clock
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local idle, absolute = tonumber(ARGV[2]), tonumber(ARGV[3])
if ARGV[4] == '1' then
  redis.call('DEL', KEYS[1])
else
  -- Sessions that ended by themselves leave when their user logs in again, so that the hash cannot grow for ever.
  local entries = redis.call('HGETALL', KEYS[1])
  for i = 1, #entries, 2 do
    local created, used = string.match(entries[i + 1], '^(%d+):(%d+):')
    if now - created >= absolute or now - used >= idle then redis.call('HDEL', KEYS[1], entries[i]) end
  end
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f:%.0f:%s', now, now, ARGV[5]))
redis.call('PEXPIRE', KEYS[1], absolute)
return string.format('%.0f', now)
