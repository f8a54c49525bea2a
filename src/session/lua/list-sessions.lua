-- Lists the live sessions of one user; their idle time goes on.
-- KEYS[1]  hash of the user's sessions: session hash -> "<createdAt>:<lastUsedAt>:<secretChangedAt>", ms
-- ARGV[1]  idle limit, ms
-- ARGV[2]  absolute limit, ms
-- returns  { { session hash, createdAt, lastUsedAt, secretChangedAt }, ... }, times in ms, in no order
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local idle, absolute = tonumber(ARGV[1]), tonumber(ARGV[2])
local live = {}
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local created, used, changed = string.match(entries[i + 1], '^(%d+):(%d+):(%d+)$')
  if now - created < absolute and now - used < idle then
    live[#live + 1] = { entries[i], created, used, changed }
  end
end
return live
