// The floor under the dashboard's figures: the least that a list on a terminal can cost.
//
//   floor ITEMS CHANGES
//
// shows ITEMS invented items of which CHANGES change each second, j and k move, G and g jump, q ends.
// It reads every key that waits before it draws, and draws only the rows that changed.
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { barWidth = 24, head = 3, foot = 2, framesEachSecond = 30 };

struct item {
    char name[24];
    int processed, failed, total;
};

static struct item *items;
static int count, selected, top;
static _Bool *dirty;

static int page(void) { return LINES - head - foot > 1 ? LINES - head - foot : 1; }

static void mark(int item) {
    if (item >= top && item < top + page()) dirty[item - top] = 1;
}

static void markAll(void) {
    for (int row = 0; row < page(); row++) dirty[row] = 1;
}

static void move_to(int item) {
    if (item < 0) item = 0;
    if (item >= count) item = count - 1;
    mark(selected);
    selected = item;
    int before = top;
    if (selected < top) top = selected;
    if (selected >= top + page()) top = selected - page() + 1;
    if (top != before) markAll();
    mark(selected);
}

static void number(char *text, size_t size, int value) {
    if (value >= 1000) snprintf(text, size, "%d,%03d", value / 1000, value % 1000);
    else snprintf(text, size, "%d", value);
}

static void draw_row(int row) {
    int place = top + row;
    move(head + row, 0);
    if (place >= count) {
        clrtoeol();
        return;
    }
    const struct item *item = &items[place];
    attr_t look = place == selected ? WA_REVERSE : 0;
    attr_set(look, 0, NULL);
    printw(" Reap      %-24s ", item->name);
    attr_set(0, 0, NULL);
    printw("in progress  ");
    int done = item->processed * barWidth / item->total;
    attr_set(0, 1, NULL);
    for (int cell = 0; cell < done; cell++) addwstr(L"█");
    attr_set(0, 2, NULL);
    for (int cell = done; cell < barWidth; cell++) addwstr(L"·");
    attr_set(0, 0, NULL);
    printw(" %3d%% %7d %5d %7d", item->processed * 100 / item->total, item->processed,
        item->failed, item->total);
    clrtoeol();
}

static void draw(void) {
    for (int row = 0; row < page(); row++) {
        if (dirty[row]) draw_row(row);
        dirty[row] = 0;
    }
    char place[16], all[16], text[40];
    number(place, sizeof place, selected + 1);
    number(all, sizeof all, count);
    snprintf(text, sizeof text, "%15s/%s", place, all);
    attr_set(0, 0, NULL);
    mvaddstr(LINES - 2, COLS - 1 - (int)strlen(text), text);
    move(0, 0);
    refresh();
}

static void draw_all(void) {
    erase();
    attr_set(WA_REVERSE, 0, NULL);
    mvprintw(0, 0, "%-*s", COLS, " FLOOR  1 Batches  2 Stamps  3 KYC");
    attr_set(0, 0, NULL);
    mvprintw(1, 1, "in progress %d", count);
    attr_set(WA_BOLD, 0, NULL);
    mvprintw(2, 0, "%-*s", COLS, " VENDOR    BATCH                    STATE        PROGRESS");
    attr_set(0, 0, NULL);
    mvaddstr(LINES - 1, 1, "j down  k up  q quit");
    dirty = realloc(dirty, (size_t)LINES * sizeof *dirty);
    if (!dirty) exit(1);
    move_to(selected);
    markAll();
    draw();
}

int main(int argumentCount, char **arguments) {
    count = argumentCount > 1 ? atoi(arguments[1]) : 100;
    int changes = argumentCount > 2 ? atoi(arguments[2]) : 0;
    if (count < 1) return 2;
    setlocale(LC_ALL, "");
    items = calloc((size_t)count, sizeof *items);
    if (!items) return 1;
    for (int place = 0; place < count; place++) {
        snprintf(items[place].name, sizeof items[place].name, "Import %d", place);
        items[place].total = 1000;
        items[place].processed = place * 37 % 1000;
    }
    sigset_t resized;
    sigemptyset(&resized);
    sigaddset(&resized, SIGWINCH);
    sigprocmask(SIG_BLOCK, &resized, NULL);
    initscr();
    raw();
    noecho();
    curs_set(0);
    nodelay(stdscr, TRUE);
    start_color();
    use_default_colors();
    init_pair(1, COLOR_GREEN, -1);
    init_pair(2, COLOR_BLUE, -1);
    draw_all();
    struct itimerspec each = {{0, 1000000000 / framesEachSecond}, {0, 1000000000 / framesEachSecond}};
    int clock = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    if (changes) timerfd_settime(clock, 0, &each, NULL);
    struct pollfd waiting[] = {
        {STDIN_FILENO, POLLIN, 0}, {clock, POLLIN, 0},
        {signalfd(-1, &resized, SFD_NONBLOCK), POLLIN, 0}};
    for (int next = 0, isRunning = 1; isRunning;) {
        if (poll(waiting, 3, -1) < 0) return 1;
        if (waiting[0].revents & (POLLHUP | POLLERR)) break;
        unsigned long ticks;
        if (waiting[1].revents && read(clock, &ticks, sizeof ticks) > 0) {
            for (int change = 0; change < changes / framesEachSecond; change++) {
                next = (next + 1) % ((count + 1) / 2);
                items[next].processed = (items[next].processed + 1) % 1000;
                mark(next);
            }
        }
        struct signalfd_siginfo information;
        if (waiting[2].revents && read(waiting[2].fd, &information, sizeof information) > 0) {
            struct winsize size;
            ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
            resize_term(size.ws_row, size.ws_col);
            clearok(curscr, TRUE);
            draw_all();
        }
        for (int key; (key = getch()) != ERR;) {
            if (key == 'j') move_to(selected + 1);
            if (key == 'k') move_to(selected - 1);
            if (key == 'G') move_to(count - 1);
            if (key == 'g') move_to(0);
            if (key == 'q') isRunning = 0;
        }
        draw();
    }
    endwin();
    return 0;
}
