-- Prelude 2 of 3. The hash of one credential as a table, and back. Field names are short because every login ID ever
-- guessed has such a hash; absent means 0 or none.
--   f failures      l lockouts in a row     a last lockout began (ms)     u it ends (ms)     s suspended since (ms)
--   d '1': a lockout or suspension that Postgres may not have yet
--   t<ticket> permit in flight -> its lease ends (ms)
--   x<ticket> settled ticket -> outcome letter and when (ms), kept for a while so that a repeated settle changes nothing
local function millis(value)
  return string.format('%.0f', value)
end

local function load(key)
  local flat = redis.call('HGETALL', key)
  local state = { key = key, stored = {}, permits = {}, settled = {} }
  for i = 1, #flat, 2 do
    local name, value = flat[i], flat[i + 1]
    state.stored[name] = value
    local prefix, ticket = string.sub(name, 1, 1), string.sub(name, 2)
    if ticket ~= '' and prefix == 't' then
      state.permits[ticket] = tonumber(value)
    elseif ticket ~= '' and prefix == 'x' then
      state.settled[ticket] = { outcome = string.sub(value, 1, 1), at = tonumber(string.sub(value, 2)) }
    end
  end
  state.failures = tonumber(state.stored.f or 0)
  state.lockouts = tonumber(state.stored.l or 0)
  state.lockedAt = tonumber(state.stored.a)
  state.lockedUntil = tonumber(state.stored.u)
  state.suspendedAt = tonumber(state.stored.s)
  state.unmirrored = state.stored.d == '1'
  return state
end

local function fieldsOf(state)
  local fields = {}
  if state.failures > 0 then fields.f = tostring(state.failures) end
  if state.lockouts > 0 then fields.l = tostring(state.lockouts) end
  if state.lockedAt then fields.a = millis(state.lockedAt) end
  if state.lockedUntil then fields.u = millis(state.lockedUntil) end
  if state.suspendedAt then fields.s = millis(state.suspendedAt) end
  if state.unmirrored then fields.d = '1' end
  for ticket, deadline in pairs(state.permits) do fields['t' .. ticket] = millis(deadline) end
  local remembersOnlyTickets = next(fields) == nil
  for ticket, mark in pairs(state.settled) do fields['x' .. ticket] = mark.outcome .. millis(mark.at) end
  return fields, remembersOnlyTickets
end

-- Writes what changed, and nothing when nothing did: a refusal is a pure read. An empty hash vanishes by itself; every
-- other one gets a time to live, so that unknown login IDs cannot fill the memory.
local function save(state, retentionMs, settledMs)
  local fields, remembersOnlyTickets = fieldsOf(state)
  local set, gone = {}, {}
  for name, value in pairs(fields) do
    if state.stored[name] ~= value then
      set[#set + 1] = name
      set[#set + 1] = value
    end
  end
  for name in pairs(state.stored) do
    if fields[name] == nil then gone[#gone + 1] = name end
  end
  if #set == 0 and #gone == 0 then return end
  if #gone > 0 then redis.call('HDEL', state.key, unpack(gone)) end
  if #set > 0 then redis.call('HSET', state.key, unpack(set)) end
  redis.call('PEXPIRE', state.key, remembersOnlyTickets and settledMs or retentionMs)
end

-- The part of every reply that tells how the credential stands; false arrives as null.
local function standing(state, now)
  return {
    state.failures,
    state.lockouts,
    state.lockedAt or false,
    state.lockedUntil or false,
    state.suspendedAt or false,
    state.unmirrored and 1 or 0,
    now,
  }
end
