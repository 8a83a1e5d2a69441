// What a project has besides its articles; the folder articles/ holds both docs and blog.
export default {
  title: 'Guide',
  url: 'https://example.org',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  i18n: {defaultLocale: 'en', locales: ['en', 'es']},
  presets: [['classic', {
    docs: {path: 'articles/docs', routeBasePath: '/'},
    blog: {path: 'articles/blog', onUntruncatedBlogPosts: 'ignore'},
  }]],
};
