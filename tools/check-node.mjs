// Kept free of new syntax: an old Node must be able to read it. On 64-bit Linux `npm ci` puts Node 24 first for npm's scripts.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Deskhand needs Node 24 or newer, this is ${process.versions.node}. On 64-bit Linux run \`npm ci\`, elsewhere install Node 24.\n`,
  );
  process.exit(1);
}
