import ipaddr from 'ipaddr.js';

/** A network in CIDR notation and the number of the autonomous system that it belongs to. */
export type AutonomousSystem = readonly [network: string, number: number];

type Node = [zero: Node | number | null, one: Node | number | null];

/** Writes a database of autonomous systems in MaxMind's format (MaxMind DB file format 2.0, 24-bit records, IPv6 tree). */
export function networkDatabase(systems: readonly AutonomousSystem[]): Buffer {
  const root: Node = [null, null];
  systems.forEach(([network], index) => {
    insert(root, bitsOf(network), index);
  });
  const data = systems.map(([, number]) => map({ autonomous_system_number: uint(6, number) }));
  const offsets = data.map((_, index) => Buffer.concat(data.slice(0, index)).length);
  const nodes: Node[] = [];
  collect(root, nodes);
  const record = (child: Node | number | null): Buffer => {
    const value = Buffer.alloc(3);
    if (child === null) value.writeUIntBE(nodes.length, 0, 3);
    else if (typeof child === 'number') value.writeUIntBE(nodes.length + 16 + (offsets[child] ?? 0), 0, 3);
    else value.writeUIntBE(nodes.indexOf(child), 0, 3);
    return value;
  };
  const tree = nodes.flatMap(([zero, one]) => [record(zero), record(one)]);
  return Buffer.concat([
    ...tree,
    Buffer.alloc(16),
    ...data,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    map({
      node_count: uint(6, nodes.length),
      record_size: uint(5, 24),
      ip_version: uint(5, 6),
      database_type: string('GeoLite2-ASN'),
      languages: Buffer.from([0x00, 0x04]),
      binary_format_major_version: uint(5, 2),
      binary_format_minor_version: uint(5, 0),
      build_epoch: Buffer.from([0x01, 0x02, 1]),
      description: map({}),
    }),
  ]);
}

function bitsOf(network: string): string {
  const [address, prefix] = ipaddr.parseCIDR(network);
  const bits = address
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, prefix);
  return address.kind() === 'ipv4' ? '0'.repeat(96) + bits : bits;
}

function insert(root: Node, bits: string, leaf: number): void {
  let node = root;
  for (const [depth, bit] of [...bits].entries()) {
    const side = bit === '0' ? 0 : 1;
    if (depth === bits.length - 1) {
      node[side] = leaf;
      return;
    }
    const next = node[side];
    if (typeof next === 'number') throw new Error('networks must not contain one another');
    node = node[side] = next ?? [null, null];
  }
}

function collect(node: Node, into: Node[]): void {
  into.push(node);
  for (const child of node) if (Array.isArray(child)) collect(child, into);
}

/** A control byte holds the type in three bits and the size in five. */
function control(type: number, size: number): Buffer {
  return Buffer.from([(type << 5) | size]);
}

function string(text: string): Buffer {
  return Buffer.concat([control(2, text.length), Buffer.from(text)]);
}

function uint(type: 5 | 6, value: number): Buffer {
  const bytes = Buffer.alloc(type === 5 ? 2 : 4);
  bytes.writeUIntBE(value, 0, bytes.length);
  return Buffer.concat([control(type, bytes.length), bytes]);
}

function map(entries: Readonly<Record<string, Buffer>>): Buffer {
  const pairs = Object.entries(entries);
  return Buffer.concat([control(7, pairs.length), ...pairs.flatMap(([key, value]) => [string(key), value])]);
}
