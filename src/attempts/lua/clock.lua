-- Prelude 1 of 4. The one place where the scripts read the time: milliseconds since the epoch by the Redis server, so
-- that gateways with differing clocks agree on every lock and lease.
local function clock()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
