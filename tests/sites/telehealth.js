'use strict';

const express = require('express');
const { readFileSync } = require('node:fs');
const layout = require('./layout');

const router = express.Router();
const css = readFileSync(`${__dirname}/page.css`, 'utf8');

const STATES = ['Arizona', 'Colorado', 'New Mexico', 'Utah'];

const footer = `
<footer class="site-footer" style="background: #10222b; color: #fff">
  <div class="wrap">
    <p><strong>Mesa Mind</strong> &middot; Telehealth for adults in the Southwest</p>
    <nav aria-label="Footer">
      <a href="/how">How it works</a>
      <a href="/who">Who we treat</a>
      <a href="/legal/terms">Terms</a>
    </nav>
    <p class="fine">This site is for information only and is not medical advice. It isn\`t for emergencies: call 911.</p>
    <p class="fine">&copy; ${new Date().getFullYear()} Mesa Mind PLLC</p>
  </div>
  <!-- analytics lives in the layout, please do not add it here again -->
  <script>window.dataLayer = window.dataLayer || []; dataLayer.push({ event: "the footer was seen" });</script>
</footer>`;

function hero(state) {
  return `
    <section class="hero">
      <style>.hero h1 { font-size: 3rem; letter-spacing: -0.02em }</style>
      <h1>Ketamine therapy in ${state}, <em>without</em> leaving home</h1>
      <p class="lead">
        Rewire anxious patterns from your own couch. Our clinicians ship,
        guide and follow up &ndash; you rest.
      </p>
      <a class="btn btn-lg" href="/start?state=${encodeURIComponent(state)}">See if I qualify</a>
      <img src="/img/couch.webp" alt="A person resting on a couch under a knitted blanket" width="640">
    </section>`;
}

const howItWorks =
  '<section id="how"><h2>How it works</h2>' +
  '<ol>' +
  '<li><b>Answer</b> a few questions. It\'s private.</li>' +
  '<li><b>Meet</b> a clinician on video within ' + waitingDays() + ' days.</li>' +
  "<li><b>Receive</b> your first box &amp; a welcome call.</li>" +
  '</ol></section>';

const reviews = [
  { who: 'Lena', where: 'Tucson', words: 'My whole family noticed. I laugh at breakfast again.' },
  { who: 'Marcus', where: 'Provo', words: 'Honest people. They told me when it was not working and stopped.' },
];

const reviewCards = reviews
  .map((r) => `<blockquote class="card"><p>${r.words}</p><cite>${r.who} from ${r.where}</cite></blockquote>`)
  .join('\n');

const structured = `<script type="application/ld+json">
{
  "@context": "https://schema.org",
  "@type": "MedicalBusiness",
  "name": "Mesa Mind Telehealth",
  "description": "Online ketamine care with a proven plan for every patient.",
  "areaServed": ["AZ", "CO", "NM", "UT"]
}
</script>`;

function waitingDays() {
  return process.env.WAITING_DAYS || 3;
}

router.get('/ketamine/:state', (req, res, next) => {
  const state = STATES.find((s) => s.toLowerCase().replace(/ /g, '-') === req.params.state);
  if (!state) {
    console.warn('Somebody asked for a state that we do not serve: %s', req.params.state);
    return next(new Error('There is no page for this state in the table'));
  }
  res.set('Cache-Control', 'public, max-age=600');
  res.set('Content-Security-Policy', "default-src 'self'; img-src 'self' data:");
  return res.send(
    layout({
      title: `Ketamine telehealth in ${state} | Mesa Mind`,
      description: 'Board-certified clinicians, medicine by mail, and a sitter guide for each session.',
      bodyClass: 'page page--state has-hero',
      css,
      body: hero(state) + howItWorks + reviewCards + structured + footer,
    }),
  );
});

router.post('/start', express.urlencoded({ extended: false }), async (req, res) => {
  const { email, state } = req.body;
  const rows = await db.query('SELECT id, email FROM leads WHERE email = $1 AND state = $2', [email, state]);
  if (rows.length) {
    return res.status(409).json({ code: 'lead_exists', message: 'We already have your answers. Look for our note in your inbox.' });
  }
  await mailer.send({
    to: email,
    template: 'welcome-v2',
    subject: 'Your first step with Mesa Mind',
    text: 'Thank you for writing.\n\nA clinician reads your answers today. Until then, please do not stop any medicine on your own.',
  });
  document.querySelector('#thanks').innerHTML = '<p>Thank you. <strong>Check your inbox</strong> for the next step.</p>';
  return res.redirect(303, '/thanks?from=start');
});

module.exports = { router, STATES, hero, footer };
