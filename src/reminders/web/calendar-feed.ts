import type { Express, Request, Response } from 'express';
import type { CalendarFeeds } from '../calendar/feeds.service.js';

const TOKEN = /^[A-Za-z0-9_-]{32}$/;

/** Calendars for other programs, which bring nothing but the address. Unchanged ones cost no transfer (ETag). */
export function mountCalendarFeed(express: Express, feeds: CalendarFeeds): void {
  express.get('/calendar/:file', async (request: Request, response: Response) => {
    const token = String(request.params['file']).replace(/\.ics$/, '');
    const feed = TOKEN.test(token) ? await feeds.read(token) : null;
    response.setHeader('X-Robots-Tag', 'noindex').setHeader('Referrer-Policy', 'no-referrer');
    if (!feed) {
      response.status(404).type('text').send('There is no such calendar, or its address was ended.\n');
      return;
    }
    response.setHeader('Cache-Control', 'private, max-age=900').setHeader('ETag', feed.etag);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(feed.etag)) {
      response.status(304).end();
      return;
    }
    response
      .setHeader('Content-Type', 'text/calendar; charset=utf-8')
      .setHeader('Content-Disposition', 'inline; filename="calendar.ics"')
      .send(feed.ics);
  });
}
