/** What is inside a .vsix, which is a zip archive, without unpacking it. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;

export interface PackedFile {
  /** Relative to the extension's folder, or as it is in the archive for the two files beside that folder. */
  readonly name: string;
  readonly read: () => string;
}

/** All files of the package, in the order of its directory. */
export function readPackage(file: string): PackedFile[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error(`${file} is not a zip archive.`);
  const files: PackedFile[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(offset) === CENTRAL_ENTRY) {
    const nameLength = bytes.readUInt16LE(offset + 28);
    const name = bytes.toString('utf8', offset + 46, offset + 46 + nameLength);
    const isDeflated = bytes.readUInt16LE(offset + 10) === 8;
    const size = bytes.readUInt32LE(offset + 20);
    const local = bytes.readUInt32LE(offset + 42);
    const read = (): string => {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const content = bytes.subarray(start, start + size);
      return (isDeflated ? inflateRawSync(content) : content).toString('utf8');
    };
    files.push({ name: name.replace(/^extension\//, ''), read });
    offset += 46 + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  return files;
}
