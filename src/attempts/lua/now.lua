-- Tells the time of the Redis node that keeps this credential.
-- KEYS[1]  the credential's hash
-- Returns  ms since the epoch
return clock()
