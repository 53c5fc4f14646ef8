import { expect, it } from 'vitest'
import { toBrowser, toGuest } from './headers.ts'

it('keeps the console’s cookies from guests', () => {
  expect(toGuest({ cookie: 'a=1; brume-session-8080=secret; __Host-brume=x; b=2' })).toEqual({
    cookie: 'a=1; b=2',
  })
  expect(toGuest({ cookie: 'brume-session-8080=secret' })).toEqual({})
})

it('passes no header of the connection', () => {
  expect(
    toGuest({ connection: 'keep-alive, x-own', 'x-own': '1', te: 'trailers', accept: '*/*' }),
  ).toEqual({ accept: '*/*' })
})

it('lets a guest set cookies for its own name alone', () => {
  expect(
    toBrowser({
      'set-cookie': ['a=1; Domain=localhost; Path=/', 'b=2; path=/; domain=.localhost'],
    }),
  ).toEqual({ 'set-cookie': ['a=1; Path=/', 'b=2; path=/'] })
})
