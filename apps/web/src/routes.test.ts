import { describe, expect, it } from 'vitest'
import { en } from './i18n/en.ts'
import { findRoute, listRoutes, navGroups } from './routes.tsx'

describe('the table of contents', () => {
  it('has every id and every path once', () => {
    const routes = listRoutes()
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length)
    expect(new Set(routes.map(({ path }) => path)).size).toBe(routes.length)
  })

  it('names groups, parents, titles and subjects that exist', () => {
    for (const route of listRoutes()) {
      expect(en).toHaveProperty([route.title])
      if (route.nav !== undefined) {
        expect(navGroups.map(({ id }) => id)).toContain(route.nav)
      }
      if (route.parent !== undefined) expect(findRoute(route.parent)).toBeDefined()
      if (route.subject !== undefined) expect(route.path).toContain(`:${route.subject}`)
    }
  })

  it('puts pages that need a parameter into no menu, and under a parent that needs none', () => {
    for (const route of listRoutes().filter(({ path }) => path.includes(':'))) {
      expect(route.nav).toBeUndefined()
      if (route.parent !== undefined) expect(findRoute(route.parent)?.path).not.toContain(':')
    }
  })
})
