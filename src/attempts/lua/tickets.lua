-- Prelude 2 of 4. Lists of tickets, packed: entries of equal length one after the other, each beginning with a ticket of
-- 6 bytes and an instant of 6 bytes (ms since the epoch, big-endian). A list is searched as it is and not unpacked, so
-- that a burst of attempts on one credential does not make each of them slower than the one before.
--   permits  ticket, when its lease ends
--   settled  ticket, when it was settled, outcome letter; oldest first
local PERMIT_BYTES, SETTLED_BYTES = 12, 13

-- Where the entry of `ticket` begins; nil if there is none.
local function entryOf(list, entryBytes, ticket)
  local at = string.find(list, ticket, 1, true)
  while at ~= nil and (at - 1) % entryBytes ~= 0 do at = string.find(list, ticket, at + 1, true) end
  return at
end

-- The ticket and the instant of the entry that begins at `at`.
local function entryAt(list, at)
  local ticket, instant = struct.unpack('>c6I6', list, at)
  return ticket, instant
end

local function without(list, entryBytes, ticket)
  local at = entryOf(list, entryBytes, ticket)
  if at == nil then return list end
  return string.sub(list, 1, at - 1) .. string.sub(list, at + entryBytes)
end

local function permitOf(ticket, deadline)
  return struct.pack('>c6I6', ticket, deadline)
end

local function settledAs(ticket, outcome, now)
  return struct.pack('>c6I6c1', ticket, now, outcome)
end

-- How `ticket` was settled; nil if nobody remembers.
local function outcomeOf(settled, ticket)
  local at = entryOf(settled, SETTLED_BYTES, ticket)
  return at and string.sub(settled, at + 12, at + 12)
end
