import { expect, it } from 'vitest'
import { splitWords } from './split-words.ts'

it.each([
  ['', []],
  ['  ls   -l\t/tmp \n', ['ls', '-l', '/tmp']],
  [`sh -c "echo 'a b'; exit" 'c "d"'`, ['sh', '-c', `echo 'a b'; exit`, 'c "d"']],
  [`a'b'"c"d`, ['abcd']],
  [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', String.raw`e\f`]],
  [`'' ""`, ['', '']],
  ['echo $HOME && id | wc > x', ['echo', '$HOME', '&&', 'id', '|', 'wc', '>', 'x']],
  ['echo a#b # the rest', ['echo', 'a#b']],
])('cuts %j', (line, words) => expect(splitWords(line)).toEqual(words))

it.each(['"open', "it's", 'end\\'])('refuses %j', (line) =>
  expect(() => splitWords(line)).toThrow(/^EOF found/),
)
