-- Tells the time of the Redis node that keeps this credential.
-- KEYS     the credential's two
-- Returns  ms since the epoch
return clock()
