-- Counts one request against several limits of one caller, each in a window of its own that begins with its first request.
-- KEYS     a counter for each limit; they share a hash tag, so that Redis Cluster keeps them on one node
-- ARGV     how long the window of each lasts (ms)
-- Returns  for each in turn: the requests counted, this one included, and the ms until its window ends
local reply = {}
for place, key in ipairs(KEYS) do
  local counted = redis.call('INCR', key)
  local msLeft = redis.call('PTTL', key)
  if msLeft < 0 then
    msLeft = tonumber(ARGV[place])
    redis.call('PEXPIRE', key, msLeft)
  end
  reply[2 * place - 1], reply[2 * place] = counted, msLeft
end
return reply
