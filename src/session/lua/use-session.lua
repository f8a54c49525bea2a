-- Finds a live session and begins its idle time anew.
-- KEYS[1]  hash of the user's sessions: session hash -> "<createdAt>:<lastUsedAt>:<secretChangedAt>", ms
-- ARGV[1]  session hash
-- ARGV[2]  idle limit, ms
-- ARGV[3]  absolute limit, ms
-- returns  { createdAt, lastUsedAt, secretChangedAt } in ms, the first two by the server's clock, or nil when there is no such session or it has ended
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry then return nil end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local created, used, changed = string.match(entry, '^(%d+):(%d+):(%d+)$')
if now - created >= tonumber(ARGV[3]) or now - used >= tonumber(ARGV[2]) then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return nil
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%s:%.0f:%s', created, now, changed))
return { created, string.format('%.0f', now), changed }
