import { expect, test } from '@jest/globals';
import { addressProblem, isForbiddenAddress, plainAddress } from '../../../domain/ai-providers/provider-address.rules.ts';

test.each([
  'https://api.example.com/v1',
  'https://name.openai.azure.example/openai/v1/',
  'http://127.0.0.1:11434/v1',
  'http://localhost:11434/v1',
  'http://[::1]:8000/v1',
  'http://10.1.2.3:8000/v1',
  'http://172.31.0.9/v1',
  'http://192.168.1.5/v1',
  'http://[fd12:3456::1]/v1',
  'http://ollama:11434/v1',
  'http://models.lan/v1',
])('%s is an address a provider may have', (address) => {
  expect(addressProblem(address)).toBeNull();
});

test.each([
  ['not an address', 'web address'],
  ['ftp://api.example.com/v1', 'https://'],
  ['file:///etc/passwd', 'https://'],
  ['http://api.example.com/v1', 'https://'],
  ['http://8.8.8.8/v1', 'https://'],
  ['http://172.32.0.1/v1', 'https://'],
  ['https://user:word@api.example.com/v1', 'no user'],
  ['https://user@api.example.com/v1', 'no user'],
  ['https://api.example.com/v1?key=1', 'before any ?'],
  ['https://api.example.com/v1#x', 'before any ?'],
  ['http://169.254.169.254/latest', 'link-local'],
  ['https://169.254.0.1/v1', 'link-local'],
  ['https://[fe80::1]/v1', 'link-local'],
  ['https://[febf::1]/v1', 'link-local'],
  ['https://[::ffff:169.254.169.254]/v1', 'link-local'],
  ['https://0xa9fea9fe/v1', 'link-local'],
  ['https://[64:ff9b::a9fe:a9fe]/v1', 'link-local'],
  ['https://[::]/v1', 'link-local'],
  ['http://[2001:db8::1]/v1', 'https://'],
  ['https://2852039166/v1', 'link-local'],
  ['https://[fd00:ec2::254]/v1', 'link-local'],
  ['http://0.0.0.0/v1', 'link-local'],
])('%s is refused and the words say what it must be', (address, words) => {
  expect(addressProblem(address)).toContain(words);
});

test('a name is no address, and an address with a zone is looked at without it', () => {
  expect(isForbiddenAddress('api.example.com')).toBe(false);
  expect(isForbiddenAddress('fe80::1%eth0')).toBe(true);
  expect(isForbiddenAddress('93.184.216.34')).toBe(false);
  expect(isForbiddenAddress('fec0::1')).toBe(false);
  expect(isForbiddenAddress('2001:db8:1:2:3:4:5:6')).toBe(false);
});

test('an address is kept without slashes at its end', () => {
  expect(plainAddress('https://API.example.com/v1//')).toBe('https://api.example.com/v1');
});
